using Inkling.TestKit;
using SkiaSharp;

namespace Inkling.Acceptance.Recognition;

public class RecognizeTests : TemporaryFolder
{
    [Fact]
    public void A_drawn_one_and_a_drawn_zero_are_recognised_without_any_training()
    {
        string one = Draw("one.png", (canvas, pen) => canvas.DrawLine(105, 30, 95, 170, pen));
        string zero = Draw("zero.png", (canvas, pen) => canvas.DrawOval(100, 100, 45, 65, pen));

        var result = Tool.Run("recognize", one, zero).Expect(0);

        Assert.Matches($@"(?m)^{one}: 1 \(\d+\.\d %\)$", result.Output);
        Assert.Matches($@"(?m)^{zero}: 0 \(\d+\.\d %\)$", result.Output);
    }

    [Fact]
    public void The_json_of_an_image_has_its_contract_form()
    {
        string one = Draw("one.png", (canvas, pen) => canvas.DrawLine(105, 30, 95, 170, pen));

        var json = Tool.Run("recognize", one, "--json").Expect(0).Json;

        Assert.Equal(["file", "text", "digits", "rejected", "model", "classes"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], json.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("1", json.GetProperty("text").GetString());
        Assert.False(json.GetProperty("rejected").GetBoolean());
        var digit = Assert.Single(json.GetProperty("digits").EnumerateArray());
        Assert.Equal(["label", "probability", "probabilities", "box"], digit.EnumerateObject().Select(property => property.Name));
        Assert.Equal(10, digit.GetProperty("probabilities").GetArrayLength());
        Assert.Equal(1.0, digit.GetProperty("probabilities").EnumerateArray().Sum(p => p.GetDouble()), 5);
        Assert.InRange(digit.GetProperty("box").GetProperty("height").GetInt32(), 140, 170);
    }

    [Fact]
    public void A_blank_page_is_rejected_and_not_guessed_at()
    {
        string blank = Draw("blank.png", (_, _) => { });

        Assert.Contains("nothing is written here", Tool.Run("recognize", blank).Expect(0).Output, StringComparison.Ordinal);
        var json = Tool.Run("recognize", blank, "--json").Expect(0).Json;
        Assert.True(json.GetProperty("rejected").GetBoolean());
        Assert.Equal("", json.GetProperty("text").GetString());
        Assert.Empty(json.GetProperty("digits").EnumerateArray());
    }

    [Fact]
    public void A_digit_that_nobody_should_trust_is_named_and_with_strict_is_an_exit_code()
    {
        string three = Draw("three.png", (canvas, pen) =>
        {
            canvas.DrawLine(30, 60, 28, 140, pen);
            canvas.DrawOval(85, 100, 22, 42, pen);
            canvas.DrawLine(150, 60, 148, 140, pen);
        });
        var digits = Tool.Run("recognize", three, "--json").Expect(0).Json.GetProperty("digits").EnumerateArray().ToArray();
        double[] probabilities = [.. digits.Select(digit => digit.GetProperty("probability").GetDouble()).Order()];
        Assert.Equal(3, probabilities.Length);

        string between = ((probabilities[0] + probabilities[1]) / 2).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var result = Tool.Run("recognize", three, "--min-confidence", between, "--strict").Expect(3);
        var json = Tool.Run("recognize", three, "--min-confidence", between, "--json").Expect(0).Json;

        Assert.Matches(@": not recognised; the best guess is 101, of which \d \((1st|2nd|3rd)\) is doubtful\n$", result.Output);
        Assert.Single(json.GetProperty("digits").EnumerateArray(), digit => digit.TryGetProperty("doubtful", out var doubtful) && doubtful.GetBoolean());
        Tool.Run("recognize", three, "--strict").Expect(0);
    }

    [Fact]
    public void Files_of_a_folder_that_are_no_images_are_counted_and_none_at_all_is_a_failure()
    {
        Draw("a.png", (canvas, pen) => canvas.DrawLine(100, 30, 100, 170, pen));
        Write("b.heic", [1]);
        Write("c.heic", [1]);
        Write("readme.txt", [1]);

        Assert.Equal($"{Folder}: 3 files (2 .heic, 1 .txt) left out: no images that are read here\n", Tool.Run("recognize", Folder).Expect(0).Error);
        File.Delete(At("a.png"));
        Assert.EndsWith(": expected images (PNG, JPEG, WebP, BMP, GIF or TIFF), found none\n", Tool.Run("recognize", Folder).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_broken_file_in_a_folder_does_not_stop_the_others()
    {
        Draw("a.png", (canvas, pen) => canvas.DrawLine(100, 30, 100, 170, pen));
        Write("b.png", [1, 2, 3]);
        Draw("c.png", (canvas, pen) => canvas.DrawLine(100, 30, 100, 170, pen));

        var result = Tool.Run("recognize", Folder).Expect(1);

        Assert.Equal(2, result.Output.TrimEnd().Split('\n').Length);
        Assert.Contains("b.png", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chapters_example_image_is_a_three()
    {
        Assert.SkipWhen(TestFolders.Shared is null, TestFolders.SharedIsAbsent("images/infer_3.png"));

        var result = Tool.Run("recognize", Path.Combine(TestFolders.Shared, "images", "infer_3.png")).Expect(0);

        Assert.Matches(@"infer_3\.png: 3 \(\d+\.\d %\)", result.Output);
    }

    private string Draw(string name, Action<SKCanvas, SKPaint> draw) => Drawing.Save(At(name), draw);
}
