using System.Buffers.Binary;
using System.Text.Json;
using SkiaSharp;

namespace Inkling.Acceptance.OwnData;

/// <summary>Networks for other things than digits: any number of classes, any size of image.</summary>
public class OwnDataTests : TemporaryFolder
{
    private static readonly string[] Signs = ["arrow", "cross", "square"];

    [Fact]
    public void Three_signs_of_24_by_20_pixels_are_learnt_from_image_files_and_recognised_by_name()
    {
        for (int i = 0; i < 60; i++)
            Array.ForEach(Signs, sign => Draw(Path.Combine(Folder, "signs", sign, $"{i:D2}.png"), sign, i));
        string[] settings = ["--image-size", "24x20", "--passes", "12", "--batch-size", "16", "--learning-rate", "0.02"];

        var trained = Tool.Run(["train", "mlp", "--dataset", At("signs"), "--output", At("run"), "--json", .. settings]).Expect(0).Json;
        var evaluated = Tool.Run("evaluate", At("run"), "--dataset", At("signs"), "--json").Expect(0).Json;
        foreach (string sign in Signs)
            Draw(At($"{sign}.png"), sign, 1000);
        var read = Tool.Run(["recognize", "--model", At("run"), .. Signs.Select(sign => At($"{sign}.png"))]).Expect(0);

        Assert.Equal((480 * 128) + 128 + (128 * 64) + 64 + (64 * 3) + 3, trained.GetProperty("parameters").GetInt32());
        Assert.Equal(30, evaluated.GetProperty("samples").GetInt32());
        Assert.InRange(evaluated.GetProperty("accuracy").GetDouble(), 0.9, 1);
        Assert.Equal(Signs, evaluated.GetProperty("perClass").EnumerateArray().Select(figures => figures.GetProperty("label").GetString()));
        Assert.All(Signs, sign => Assert.Matches($@"(?m)^{At(sign)}\.png: {sign} \(\d+\.\d %\)$", read.Output));
    }

    [Fact]
    public void A_run_on_own_images_is_resumed_with_their_size()
    {
        for (int i = 0; i < 12; i++)
            Array.ForEach(Signs, sign => Draw(Path.Combine(Folder, "signs", sign, $"{i:D2}.png"), sign, i));
        Tool.Run("train", "softmax", "--dataset", At("signs"), "--image-size", "24x20", "--batch-size", "8", "--passes", "2", "--output", At("run")).Expect(0);

        Tool.Run("train", "--resume", At("run")).Expect(0);

        var settings = JsonDocument.Parse(File.ReadAllText(At("run/run.json"))).RootElement.GetProperty("settings");
        Assert.Equal(20, settings.GetProperty("imageSize").GetProperty("height").GetInt32());
        Assert.Equal(24, settings.GetProperty("imageSize").GetProperty("width").GetInt32());
    }

    [Fact]
    public void Idx_files_bring_their_size_and_a_file_beside_them_the_names_of_their_classes()
    {
        // A class is a bright row; as in Fashion-MNIST, names are given in a file of their own.
        WriteIdx("train", 40);
        WriteIdx("t10k", 8);
        File.WriteAllLines(At("idx/classes.txt"), ["top", "middle", "low", "bottom"]);

        Tool.Run("train", "softmax", "--dataset", At("idx"), "--batch-size", "8", "--passes", "30", "--learning-rate", "0.5", "--output", At("run")).Expect(0);
        var evaluated = Tool.Run("evaluate", At("run"), "--dataset", At("idx")).Expect(0);

        Assert.Matches(@"(?m)^accuracy +100\.00 %$", evaluated.Output);
        Assert.Matches(@"(?m)^middle +2 +100\.00 % +100\.00 %$", evaluated.Output);
    }

    [Fact]
    public void Three_signs_are_learnt_from_300_images_without_a_setting()
    {
        for (int i = 0; i < 100; i++)
            Array.ForEach(Signs, sign => Draw(Path.Combine(Folder, "signs", sign, $"{i:D2}.png"), sign, i));

        var trained = Tool.Run("train", "--dataset", At("signs"), "--output", At("run"), "--json").Expect(0);

        Assert.Contains("training samples are few: batches of ", trained.Error, StringComparison.Ordinal);
        Assert.InRange(trained.Json.GetProperty("accuracy").GetDouble(), 0.95, 1);
    }

    [Fact]
    public void Signs_that_differ_in_colour_alone_are_learnt_in_colour()
    {
        // Red and green as bright as each other.
        (string Name, SKColor Colour)[] lights = [("go", new SKColor(0, 130, 0)), ("stop", SKColors.Red)];
        for (int i = 0; i < 30; i++)
            Array.ForEach(lights, light => Fill(At($"lights/{light.Name}/{i:D2}.png"), light.Colour, i));
        Array.ForEach(lights, light => Fill(At($"{light.Name}.png"), light.Colour, 40));
        string[] train = ["train", "softmax", "--dataset", At("lights"), "--image-size", "8x8", "--json", "--output"];

        var gray = Tool.Run([.. train, At("gray")]).Expect(0);
        var colour = Tool.Run([.. train, At("colour"), "--channels", "3"]).Expect(0);
        var evaluated = Tool.Run("evaluate", At("colour"), "--json").Expect(0).Json;
        var read = Tool.Run("recognize", At("go.png"), At("stop.png"), "--model", At("colour")).Expect(0);

        Assert.Contains("the images are in colour and become gray; --channels 3 keeps their colours", gray.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--channels", colour.Error, StringComparison.Ordinal);
        Assert.Equal((3 * 8 * 8 * 2) + 2, colour.Json.GetProperty("parameters").GetInt32());
        Assert.Equal(1, evaluated.GetProperty("accuracy").GetDouble());
        Assert.Matches($@"(?m)^{At("go")}\.png: go \(\d+\.\d %\)$", read.Output);
        Assert.Matches($@"(?m)^{At("stop")}\.png: stop \(\d+\.\d %\)$", read.Output);
        Assert.Contains("channels: expected 1, since 'synthetic' is gray, got 3", Tool.Run("train", "softmax", "--dataset", "synthetic", "--channels", "3").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_larger_than_the_data_shrinks_and_that_is_said()
    {
        var trained = Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "100", "--batch-size", "128", "--passes", "2", "--output", At("run")).Expect(0);

        Assert.Contains("100 training samples are few: batches of 100 in place of 128, 2 passes\n", trained.Error, StringComparison.Ordinal);
        Assert.Contains("the parameters are changed 2 times in all, which is seldom enough", trained.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_light_ink_on_dark_reads_dark_ink_on_paper()
    {
        for (int i = 0; i < 100; i++)
            Array.ForEach(Signs, sign => Draw(Path.Combine(Folder, "light", sign, $"{i:D2}.png"), sign, i, isLight: true));
        Array.ForEach(Signs, sign => Draw(At($"{sign}.png"), sign, 1000));
        Tool.Run("train", "--dataset", At("light"), "--image-size", "32x32", "--output", At("run")).Expect(0);

        var read = Tool.Run(["recognize", "--model", At("run"), .. Signs.Select(sign => At($"{sign}.png"))]).Expect(0);

        Assert.All(Signs, sign => Assert.Matches($@"(?m)^{At(sign)}\.png: {sign} \(\d+\.\d %\)$", read.Output));
    }

    [Fact]
    public void Classes_of_other_names_are_no_ground_to_test_on()
    {
        for (int i = 0; i < 12; i++)
        {
            Array.ForEach(Signs, sign => Draw(Path.Combine(Folder, "signs", sign, $"{i:D2}.png"), sign, i));
            Array.ForEach(Signs, sign => Draw(Path.Combine(Folder, "others", $"my {sign}", $"{i:D2}.png"), sign, i));
        }

        Tool.Run("train", "softmax", "--dataset", At("signs"), "--passes", "1", "--output", At("run")).Expect(0);

        var result = Tool.Run("evaluate", At("run"), "--dataset", At("others")).Expect(2);

        Assert.Equal($"inkling: {At("others")}: expected the classes of {At("run")}, arrow, cross, square; found my arrow, my cross, my square\n", result.Error);
    }

    [Fact]
    public void Several_answers_for_a_whole_image_are_refused()
    {
        WriteIdx("train", 40);
        WriteIdx("t10k", 8);
        Tool.Run("train", "softmax", "--dataset", At("idx"), "--batch-size", "8", "--passes", "1", "--output", At("run")).Expect(0);
        Draw(At("arrow.png"), "arrow", 1);

        var result = Tool.Run("recognize", At("arrow.png"), "--model", At("run"), "--digits", "many").Expect(2);

        Assert.Equal("inkling: digits: this model gives one answer for a whole image; expected one or auto, got many\n", result.Error);
    }

    private void WriteIdx(string part, int count)
    {
        Directory.CreateDirectory(At("idx"));
        byte[] images = new byte[16 + (count * 12)], labels = new byte[8 + count];
        Header(images, 0x0803, count, 4, 3);
        Header(labels, 0x0801, count);
        for (int i = 0; i < count; i++)
        {
            labels[8 + i] = (byte)(i % 4);
            images.AsSpan(16 + (i * 12) + (i % 4 * 3), 3).Fill((byte)(200 + i));
        }

        File.WriteAllBytes(At($"idx/{part}-images-idx3-ubyte"), images);
        File.WriteAllBytes(At($"idx/{part}-labels-idx1-ubyte"), labels);

        static void Header(byte[] bytes, params int[] numbers)
        {
            for (int i = 0; i < numbers.Length; i++)
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        }
    }

    // A disc on gray, which is not where another one is.
    private static void Fill(string path, SKColor colour, int index)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(64, 64);
        using var canvas = new SKCanvas(bitmap);
        using var brush = new SKPaint { Color = colour };
        canvas.Clear(SKColors.Gray);
        canvas.DrawCircle(24 + (index * 7 % 17), 24 + (index * 5 % 17), 20, brush);
        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }

    private static void Draw(string path, string sign, int index, bool isLight = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(96, 80);
        using var canvas = new SKCanvas(bitmap);
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 6, Color = isLight ? SKColors.Bisque : SKColors.Navy };
        canvas.Clear(isLight ? SKColors.Black : SKColors.Bisque);
        canvas.Translate(index * 7 % 13, index * 5 % 11);
        switch (sign)
        {
            case "arrow":
                canvas.DrawLine(15, 40, 70, 40, pen);
                canvas.DrawLine(70, 40, 50, 20, pen);
                canvas.DrawLine(70, 40, 50, 60, pen);
                break;
            case "cross":
                canvas.DrawLine(15, 15, 65, 60, pen);
                canvas.DrawLine(65, 15, 15, 60, pen);
                break;
            default:
                canvas.DrawRect(15, 12, 55, 50, pen);
                break;
        }

        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
