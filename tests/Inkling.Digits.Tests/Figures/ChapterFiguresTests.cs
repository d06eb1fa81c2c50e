using Inkling.Data.Synthetic;
using Inkling.Digits.Figures;
using SkiaSharp;

namespace Inkling.Digits.Tests.Figures;

public class ChapterFiguresTests
{
    private static readonly RunResult[] Runs = [Run("softmax", 0.1, 0.08), Run("lenet", 0.02, 0.006)];

    // Pixels: twice the points that each drawing is laid out in.
    private static readonly (string Name, int Width, int Height)[] Expected =
    [
        ("digits", 1376, 1056), ("network-softmax", 562, 600), ("network-mlp", 1046, 600), ("network-lenet", 1994, 600), ("activations", 1600, 900),
        ("convolution", 1640, 1090), ("max-pooling", 936, 504), ("training-curves", 1600, 900), ("filters", 1484, 332), ("feature-maps", 2148, 1204),
    ];

    [Fact]
    public void The_figures_are_written_in_the_order_of_the_chapter_and_show_something()
    {
        using var folder = new TemporaryFolder();

        var paths = ChapterFigures.Draw(Path.Combine(folder.Path, "new"), SyntheticDigits.Load(200, 10), ModelFile.Open("lenet"), Runs);

        Assert.Equal(Expected, paths.Select(path =>
        {
            using var bitmap = SKBitmap.Decode(path);
            Assert.InRange(bitmap.Pixels.Distinct().Take(11).Count(), 11, 11);
            return (Path.GetFileNameWithoutExtension(path), bitmap.Width, bitmap.Height);
        }));
        Assert.All(paths, path => Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]));
    }

    [Fact]
    public void Without_runs_there_are_no_curves()
    {
        using var folder = new TemporaryFolder();

        var paths = ChapterFigures.Draw(folder.Path, SyntheticDigits.Load(200, 10), ModelFile.Open("lenet"), []);

        Assert.Equal(Expected.Select(figure => figure.Name).Except(["training-curves"]), paths.Select(Path.GetFileNameWithoutExtension));
        Assert.Equal(paths.Order(), Directory.EnumerateFiles(folder.Path).Order());
    }

    [Fact]
    public void A_model_without_a_convolution_is_refused()
    {
        using var folder = new TemporaryFolder();

        var refusal = Assert.Throws<ArgumentException>(() =>
            ChapterFigures.Draw(folder.Path, SyntheticDigits.Load(200, 10), ModelFile.Open("mlp"), []));

        Assert.Equal("figures: expected a model with a convolution of gray images", refusal.Message);
    }

    private static RunResult Run(string model, params double[] errors) => new(
        model, "synthetic", 1, [.. errors.Select((error, pass) => new PassResult(pass, 1, 1, error, 1))], 1, 1, 1 - errors[^1], 1, 1, 1, "", "");
}
