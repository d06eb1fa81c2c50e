using Inkling.TestKit;
using SkiaSharp;

namespace Inkling.Acceptance.Training;

public class TrainLineTests : TemporaryFolder
{
    [Fact]
    public void A_reader_of_lines_is_trained_tested_and_used()
    {
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string run = At("run");

        var json = Tool.Run("train", "line", "--limit", "256", "--passes", "1", "--json", "--output", run).Expect(0).Json;
        var evaluated = Tool.Run("evaluate", run, "--json").Expect(0).Json;
        var read = Tool.Run("recognize", "--model", run, "--digits", "many", "--json", Seven()).Expect(0).Json;

        Assert.Equal("line", json.GetProperty("model").GetString());
        Assert.Equal("lines", json.GetProperty("dataset").GetString());
        Assert.Equal(["model", "dataset", "samples", "cost", "accuracy", "labelErrorRate"], evaluated.EnumerateObject().Select(property => property.Name));
        Assert.Equal(4000, evaluated.GetProperty("samples").GetInt32());
        Assert.Equal(json.GetProperty("testCost").GetDouble(), evaluated.GetProperty("cost").GetDouble(), 1e-6);
        Assert.True(read.TryGetProperty("text", out _));
    }

    [Fact]
    public void Lines_are_for_the_reader_of_lines_and_single_images_for_the_others()
    {
        Assert.Contains(
            "model 'lenet': expected a data set of single images, got 'lines'",
            Tool.Run("train", "lenet", "--dataset", "lines", "--output", At("a")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains(
            "validation: the lines of 'lines' to test on are made of held-out digits already; expected none",
            Tool.Run("train", "line", "--validation", "100", "--output", At("c")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains(
            "model 'line': expected a data set of lines ('lines'), got 'synthetic'",
            Tool.Run("train", "line", "--dataset", "synthetic", "--output", At("b")).Expect(2).Error, StringComparison.Ordinal);
    }

    private string Seven()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(120, 120));
        using (var canvas = new SKCanvas(bitmap))
        using (var pen = new SKPaint { Color = SKColors.Black, StrokeWidth = 10, IsAntialias = true })
        {
            canvas.Clear(SKColors.White);
            canvas.DrawLine(35, 25, 85, 25, pen);
            canvas.DrawLine(85, 25, 55, 95, pen);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(At("seven.png"), png.ToArray());
        return At("seven.png");
    }
}
