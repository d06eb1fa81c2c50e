using System.Text.Json;
using Inkling.Data;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.TestKit;

namespace Inkling.Web.Tests.Api;

/// <summary>What the server reads is what the library reads, to the bit.</summary>
public class RecognitionTests
{
    [Theory]
    [InlineData("deep")]
    [InlineData("lenet")]
    public async Task A_body_and_a_form_are_answered_as_the_library_reads_them(string model)
    {
        await using var guest = await Guest.VisitAsync();
        var recognizer = new Recognizer(DigitModel.Open(model));

        foreach (var sample in SyntheticDigits.Test(100).Read())
        {
            byte[] png = Pictures.PngOf(sample);
            using var answer = await guest.PostAsync($"/api/recognize?model={model}", png);
            using var formAnswer = await guest.PostFormAsync($"/api/recognize?model={model}", ("image", png));

            var json = await Guest.JsonOf(answer);
            RequireSame(recognizer.Read(ImageFile.Load(png, "image")), json);
            Assert.Equal(model, json.GetProperty("model").GetString());
            Assert.Equal(json.GetRawText(), (await Guest.JsonOf(formAnswer)).GetRawText());
        }
    }

    [Fact]
    public async Task A_thousand_test_images_of_MNIST_are_answered_as_the_library_reads_them()
    {
        Assert.SkipWhen(TestFolders.Mnist is null, TestFolders.MnistIsAbsent);
        await using var guest = await Guest.VisitAsync();
        var recognizer = new Recognizer(DigitModel.Open(DigitModel.Default));
        var samples = new MnistCache(TestFolders.Mnist, source: null).Load(cancellation: TestContext.Current.CancellationToken).Test.Read().Take(1000).ToList();
        int right = 0;

        foreach (var sample in samples)
        {
            byte[] png = Pictures.PngOf(sample);
            using var answer = await guest.PostAsync("/api/recognize?digits=one", png, "application/octet-stream");

            var json = await Guest.JsonOf(answer);
            RequireSame(recognizer.Read(ImageFile.Load(png, "image"), DigitCount.One), json);
            right += json.GetProperty("text").GetString() == $"{sample.Label}" ? 1 : 0;
        }

        Assert.InRange(right, 980, 1000);
    }

    [Fact]
    public async Task What_the_network_saw_is_told_if_asked_for()
    {
        await using var guest = await Guest.VisitAsync();
        byte[] png = Pictures.Drawn(300, (canvas, pen) =>
        {
            canvas.DrawOval(80, 150, 40, 70, pen);
            canvas.DrawLine(210, 70, 205, 230, pen);
        });
        var reading = new Recognizer(DigitModel.Open(DigitModel.Default)).Read(ImageFile.Load(png, "image"));

        using var answer = await guest.PostAsync("/api/recognize?seen=true", png);

        var json = await Guest.JsonOf(answer);
        RequireSame(reading, json);
        Assert.Equal("01", json.GetProperty("text").GetString());
        Assert.Equal((300, 300), (json.GetProperty("image").GetProperty("width").GetInt32(), json.GetProperty("image").GetProperty("height").GetInt32()));
        Assert.All(json.GetProperty("digits").EnumerateArray().Zip(reading.Digits), pair =>
        {
            Assert.Equal(pair.Second.Seen.Pixels.ToArray(), pair.First.GetProperty("seen").GetBytesFromBase64());
            Assert.Equal(pair.Second.Plausibility, pair.First.GetProperty("plausibility").GetDouble());
            Assert.Equal(pair.Second.IsRejected, pair.First.GetProperty("rejected").GetBoolean());
            Assert.Equal(pair.Second.Line, pair.First.GetProperty("line").GetInt32());
        });
    }

    [Fact]
    public async Task It_is_judged_as_the_address_says()
    {
        await using var guest = await Guest.VisitAsync();
        byte[] png = Pictures.PngOf(SyntheticDigits.Test(1).Read().First());
        var careful = new Recognizer(DigitModel.Open("mlp"), new() { IsCareful = true, MinConfidence = 1 });

        using var answer = await guest.PostAsync("/api/recognize?model=mlp&careful=true&minConfidence=1&digits=one", png);

        var json = await Guest.JsonOf(answer);
        RequireSame(careful.Read(ImageFile.Load(png, "image"), DigitCount.One), json);
        Assert.True(json.GetProperty("rejected").GetBoolean());
    }

    [Fact]
    public async Task A_blank_sheet_is_rejected_and_not_guessed_at()
    {
        await using var guest = await Guest.VisitAsync();

        using var answer = await guest.PostFormAsync("/api/recognize", ("../blank.png", Pictures.Drawn(100, (_, _) => { })));

        var json = await Guest.JsonOf(answer);
        Assert.True(json.GetProperty("rejected").GetBoolean());
        Assert.Equal("", json.GetProperty("text").GetString());
        Assert.Equal("../blank.png", json.GetProperty("file").GetString());
        Assert.Equal(["file", "text", "digits", "rejected", "model", "classes"], json.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data:image/png;base64,")]
    public async Task An_image_in_JSON_is_read_with_the_settings_beside_it(string prefix)
    {
        await using var guest = await Guest.VisitAsync();
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["image"] = prefix + Convert.ToBase64String(Pictures.Zero), ["model"] = "mlp", ["minConfidence"] = 1 });

        using var answer = await guest.PostAsync("/api/recognize", body, "application/json");

        var json = await Guest.JsonOf(answer);
        Assert.Equal(("image", "0", "mlp"), (Text("file"), Text("text"), Text("model")));
        Assert.True(json.GetProperty("rejected").GetBoolean());

        string? Text(string name) => json.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_form_may_hold_the_settings()
    {
        await using var guest = await Guest.VisitAsync();
        using var form = new MultipartFormDataContent { { new StringContent("lenet"), "model" }, { new StringContent("one"), "digits" }, { new ByteArrayContent(Pictures.Zero), "file", "zero.png" } };

        using var answer = await guest.Http.PostAsync("/api/recognize", form, TestContext.Current.CancellationToken);

        Assert.Equal("lenet", (await Guest.JsonOf(answer)).GetProperty("model").GetString());
    }

    [Fact]
    public async Task Several_images_are_answered_in_their_order_and_a_bad_one_by_its_name()
    {
        await using var guest = await Guest.VisitAsync();
        byte[] one = Pictures.Drawn(200, (canvas, pen) => canvas.DrawLine(105, 40, 100, 160, pen));

        using var answer = await guest.PostFormAsync("/api/recognize/batch?digits=one", ("a.png", Pictures.Zero), ("b.png", [1, 2, 3]), ("c.png", one));
        using var inJson = await guest.PostAsync(
            "/api/recognize/batch", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string[]> { ["images"] = [Convert.ToBase64String(one), "none!", Convert.ToBase64String(Pictures.Zero)] }), "application/json");

        JsonElement[] results = [.. (await Guest.JsonOf(answer)).GetProperty("results").EnumerateArray()];
        Assert.Equal(["a.png", "b.png", "c.png"], results.Select(result => result.GetProperty("file").GetString()));
        Assert.Equal(("0", "1"), (TextOf(results[0]), TextOf(results[2])));
        Assert.StartsWith("b.png: expected a PNG", results[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(results[1].TryGetProperty("reading", out _));
        JsonElement[] ofJson = [.. (await Guest.JsonOf(inJson)).GetProperty("results").EnumerateArray()];
        Assert.Equal(("1", "0"), (TextOf(ofJson[0]), TextOf(ofJson[2])));
        Assert.StartsWith("images[1]: expected an image file in base64", ofJson[1].GetProperty("error").GetString(), StringComparison.Ordinal);

        static string? TextOf(JsonElement result) => result.GetProperty("reading").GetProperty("text").GetString();
    }

    private static void RequireSame(ImageReading expected, JsonElement json)
    {
        Assert.Equal(expected.BestGuess, json.GetProperty("text").GetString());
        Assert.Equal(expected.IsRejected, json.GetProperty("rejected").GetBoolean());
        Assert.Equal(expected.Digits.Count, json.GetProperty("digits").GetArrayLength());
        Assert.All(json.GetProperty("digits").EnumerateArray().Zip(expected.Digits), pair =>
        {
            var (digit, (recognition, seen, _, _, _)) = pair;
            Assert.Equal(recognition.Label, digit.GetProperty("label").GetString());
            Assert.Equal(recognition.Probability, digit.GetProperty("probability").GetSingle());
            Assert.Equal(recognition.Probabilities, digit.GetProperty("probabilities").EnumerateArray().Select(p => p.GetSingle()));
            int[] box = [.. digit.GetProperty("box").EnumerateObject().Select(side => side.Value.GetInt32())];
            Assert.Equal([seen.Box.X, seen.Box.Y, seen.Box.Width, seen.Box.Height], box);
        });
    }
}
