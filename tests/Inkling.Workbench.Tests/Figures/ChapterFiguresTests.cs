using System.Xml.Linq;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Figures;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Workbench.Plotting;
using SkiaSharp;

namespace Inkling.Workbench.Tests.Figures;

public sealed class ChapterFiguresTests : IDisposable
{
    private static readonly string[] Names =
        ["digits", "network-softmax", "network-mlp", "network-lenet", "templates", "activations", "convolution", "max-pooling", "overfitting", "training-curves", "filters", "feature-maps"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_are_drawn_as_pictures_of_the_size_of_those_in_the_documents()
    {
        var written = Draw([RunOf("softmax", 0.1, 0.08), RunOf("lenet", 0.02, 0.01)]);

        Assert.Equal(Names, written.Select(Path.GetFileNameWithoutExtension));
        Assert.All(written, path =>
        {
            using var drawn = SKBitmap.Decode(path);
            using var committed = SKBitmap.Decode(Path.Combine(TestFolders.Repository, "docs", "figures", Path.GetFileName(path)));
            Assert.NotNull(drawn);
            Assert.Equal((committed.Width, committed.Height), (drawn.Width, drawn.Height));
            Assert.InRange(drawn.Pixels.Count(pixel => pixel != SKColors.White) / (double)drawn.Pixels.Length, 0.02, 0.9);
        });
    }

    [Fact]
    public void Every_training_is_a_curve_of_its_own()
    {
        string one = At("training-curves", [RunOf("softmax", 0.1, 0.08)]), two = At("training-curves", [RunOf("softmax", 0.1, 0.08), RunOf("lenet", 0.02, 0.01)]);

        Assert.Equal((1, 2), (ColoursOf(one), ColoursOf(two)));

        static int ColoursOf(string path)
        {
            using var drawn = SKBitmap.Decode(path);
            return drawn.Pixels.Where(pixel => pixel.Red != pixel.Green || pixel.Green != pixel.Blue).CountBy(pixel => pixel).Count(pair => pair.Value > 500);
        }
    }

    [Fact]
    public void Without_trainings_there_are_no_curves() => Assert.Equal(Names.Where(name => name != "training-curves"), Draw([]).Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void A_model_without_a_convolution_is_refused()
    {
        var softmax = Nn.Parameters.Create(DigitNetwork.SoftmaxRegression(Nn.Layer.Image("pixel", 1, 28, 28)));

        var error = Assert.Throws<ArgumentException>(() => ChapterFigures.Draw(_folder.Path, SyntheticDigits.Load(200, 1), softmax, []));

        Assert.Contains("convolution", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_of_the_convolution_are_right_and_so_is_the_sum_below_them()
    {
        Assert.SkipUnless(FigureFont.Exists, "This machine has no font.");
        var drawn = ReadConvolution();

        for (int filter = 0; filter < 2; filter++)
        {
            int[] output = drawn.Numbers($"of filter {filter}");
            int[] expected = [.. Enumerable.Range(0, 9).Select(at => drawn.Biases[filter] + Enumerable.Range(0, 3).Sum(channel => drawn.Part(filter, channel, at / 3, at % 3)))];
            Assert.Equal(expected, output);
        }

        string[] sum = drawn.Captions.Single(caption => caption.StartsWith("the orange step", StringComparison.Ordinal)).Split(", ")[1].Split(" = ");
        Assert.Equal([drawn.Part(0, 0, 1, 2), drawn.Part(0, 1, 1, 2), drawn.Part(0, 2, 1, 2), drawn.Biases[0]], sum[0].Split(" + ").Select(DrawnConvolution.Number));
        Assert.Equal(drawn.Numbers("of filter 0")[5], DrawnConvolution.Number(sum[1]));
    }

    [Fact]
    public void A_network_of_units_alone_is_drawn_with_its_connections_and_biases_and_counts_them()
    {
        var image = Nn.Layer.Image("pixel", 1, 28, 28);
        string path = _folder.File("mlp.svg");
        using (var sketch = ConnectedUnits.Draw(DigitNetwork.MultilayerPerceptron(image)))
            sketch.Save(path);
        var drawn = XDocument.Load(path).Descendants().ToArray();
        string[] words = [.. drawn.Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];

        // Of columns of more than ten units eight are drawn: 8·8 + 8·8 + 8·10 connections, and a bias for each unit but the pixels.
        int lines = drawn.Count(element => element.Name.LocalName is "line" or "path" or "polyline");
        Assert.Equal((8 * 8) + (8 * 8) + (8 * 10) + 8 + 8 + 10, lines);
        Assert.All(["784 · 128 weights", "+ 64 biases", "= 650 parameters"], word => Assert.Contains(word, words));
        Assert.False(ConnectedUnits.Fit(DigitNetwork.LeNet(image)));
    }

    [Fact]
    public void What_a_figure_shows_of_a_training_is_what_a_run_of_the_same_settings_does()
    {
        var dataset = SyntheticDigits.Load(300, 20);
        Recipe Changed(Recipe recipe) => recipe with { Passes = 3, Schedule = "constant", LearningRate = 0.01, L2 = 0 };
        var shown = ShownTraining.Of(dataset, limit: 200, "mlp", Changed, tests: true);

        var settings = new RunSettings(Changed(Recipe.Default("mlp").For(200)), dataset.Name, Limit: 200);
        var run = new TrainingRun(settings, dataset, threads: 2).Start(RunFolder.Create(_folder.File("run")), _ => { });

        Assert.Equal(run.Result!.Passes.Select(pass => (pass.TrainCost, pass.TestCost, pass.TestError)), shown.Passes.Select(pass => (pass.TrainCost, pass.TestCost, pass.TestError)));
        Assert.Equal(run.Result.ModelHash, shown.Parameters.Hash());
    }

    private DrawnConvolution ReadConvolution()
    {
        string path = _folder.File("convolution.svg");
        using (var sketch = SlidingConvolution.Draw())
            sketch.Save(path);
        return new(path);
    }

    private string At(string name, IReadOnlyList<RunResult> runs) => Draw(runs).Single(path => Path.GetFileNameWithoutExtension(path) == name);

    private IReadOnlyList<string> Draw(IReadOnlyList<RunResult> runs) =>
        ChapterFigures.Draw(Directory.CreateDirectory(_folder.File($"{runs.Count} runs")).FullName, SyntheticDigits.Load(200, 1), DigitModel.Open("lenet").Parameters, runs);

    private static RunResult RunOf(string model, params double[] errors) => new(
        model, "mnist", 1, [.. errors.Select((error, pass) => new PassResult(pass, 1, 1, error, 1))], 0, 1, 1 - errors[^1], 1, 1, 1, "", "");
}
