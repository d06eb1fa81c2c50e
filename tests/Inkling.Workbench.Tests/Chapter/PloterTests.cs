using System.Xml.Linq;
using Inkling.Digits.Imaging;
using Inkling.TestKit;
using Inkling.Workbench.Chapter;
using Inkling.Workbench.Plotting;
using SkiaSharp;

namespace Inkling.Workbench.Tests.Chapter;

public sealed class PloterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_figure_is_a_picture_of_800x500()
    {
        string path = _folder.File("cost.png");

        Training().Plot(path);

        var image = ImageFile.Load(path);
        Assert.Equal((Ploter.Width, Ploter.Height), (image.Width, image.Height));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);
    }

    [Fact]
    public void Every_series_is_drawn_in_a_colour_of_its_own()
    {
        string path = _folder.File("cost.png");
        Training().Plot(path);

        using var drawn = SKBitmap.Decode(path);
        int colours = drawn.Pixels
            .Where(pixel => pixel.Red != pixel.Green || pixel.Green != pixel.Blue)
            .CountBy(pixel => pixel)
            .Count(pair => pair.Value > 150);

        Assert.Equal(2, colours);
    }

    [Fact]
    public void A_figure_is_a_vector_drawing_of_the_same_size()
    {
        string path = _folder.File("cost.SVG");

        Training().Plot(path);

        var svg = XDocument.Load(path).Root;
        Assert.Equal("svg", svg?.Name.LocalName);
        Assert.Equal(("800", "500"), (svg?.Attribute("width")?.Value, svg?.Attribute("height")?.Value));
    }

    [Fact]
    public void A_logarithmic_axis_has_its_powers_of_ten_and_leaves_out_what_has_no_logarithm()
    {
        Assert.SkipUnless(FigureFont.Exists, "This machine has no font.");
        string path = _folder.File("cost.svg");
        var ploter = new Ploter("cost") { IsLogarithmic = true };
        foreach (var (step, value) in ((long, double)[])[(0, 2.5), (100, 0.3), (200, 0), (300, -1), (400, 0.02)])
            ploter.Append("cost", step, value);

        ploter.Plot(path);

        string[] words = [.. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim())];
        Assert.Superset(new HashSet<string> { "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2" }, words.ToHashSet());
        Assert.DoesNotContain(words, word => word.StartsWith('-'));
    }

    [Fact]
    public void The_legend_and_the_axes_have_their_words()
    {
        Assert.SkipUnless(FigureFont.Exists, "This machine has no font.");
        string path = _folder.File("cost.svg");

        Training().Plot(path);

        var words = XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim());
        Assert.Superset(new HashSet<string> { "Train cost", "Test cost", "Iteration", "Cost", "1,000" }, words.ToHashSet());
    }

    [Fact]
    public void Without_font_files_there_is_no_font() => Assert.Null(FigureFont.Find([_folder.Path, _folder.File("no folder")]));

    [Fact]
    public void A_file_that_only_has_the_name_of_a_font_is_passed_over()
    {
        _folder.File("broken.ttf", [1, 2, 3]);

        Assert.Null(FigureFont.Find([_folder.Path]));
    }

    [Fact]
    public void Series_without_points_are_drawn_too()
    {
        string path = _folder.File("cost.png");

        new Ploter("Train cost", "Test cost").Plot(path);

        Assert.Equal(Ploter.Width, ImageFile.Load(path).Width);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_leaves_a_point_out(double value)
    {
        string with = _folder.File("with.png"), without = _folder.File("without.png");
        var ploter = Training();
        ploter.Plot(without);

        ploter.Append("Train cost", 250, value);
        ploter.Plot(with);

        Assert.Equal(File.ReadAllBytes(without), File.ReadAllBytes(with));
    }

    [Fact]
    public void Reset_takes_the_points_away_and_keeps_the_series()
    {
        string empty = _folder.File("empty.png"), reset = _folder.File("reset.png");
        new Ploter("Train cost", "Test cost").Plot(empty);
        var ploter = Training();

        ploter.Reset();
        ploter.Plot(reset);

        Assert.Equal(File.ReadAllBytes(empty), File.ReadAllBytes(reset));
        ploter.Append("Test cost", 1, 1);
    }

    [Fact]
    public void An_unknown_series_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Ploter("Train cost", "Test cost").Append("Tset cost", 1, 1));

        Assert.StartsWith("Series of a figure: expected 'Train cost' or 'Test cost', got 'Tset cost'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_twice_is_refused() => Assert.Throws<ArgumentException>(() => new Ploter("Cost", "Cost"));

    [Fact]
    public void Another_format_is_refused() => Assert.Throws<ArgumentException>(() => Training().Plot(_folder.File("cost.bmp")));

    [Fact]
    public void An_older_figure_is_replaced_and_nothing_else_is_left()
    {
        string path = _folder.File("cost.png", [1, 2, 3]);

        Training().Plot(path);

        Assert.Equal(Ploter.Width, ImageFile.Load(path).Width);
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing_behind()
    {
        string path = Directory.CreateDirectory(_folder.File("cost.png")).FullName;

        Assert.ThrowsAny<SystemException>(() => Training().Plot(path));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Points_may_be_added_while_the_figure_is_plotted()
    {
        var ploter = Training();
        var adding = Task.Run(() =>
        {
            for (int step = 0; step < 20_000; step++)
                ploter.Append("Train cost", step, 1);
        }, TestContext.Current.CancellationToken);

        for (int i = 0; i < 3; i++)
            ploter.Plot(_folder.File("cost.svg"));

        await adding;
    }

    private static Ploter Training()
    {
        var ploter = new Ploter("Train cost", "Test cost");
        for (int step = 100; step <= 2300; step += 100)
            ploter.Append("Train cost", step, 0.02 + (0.7 / (1 + (step / 150.0))) + (0.02 * Math.Sin(step)));
        for (int step = 469; step <= 2345; step += 469)
            ploter.Append("Test cost", step, 0.03 + (60.0 / step));
        return ploter;
    }
}
