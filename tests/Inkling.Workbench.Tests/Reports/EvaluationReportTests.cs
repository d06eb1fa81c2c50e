using System.Xml.Linq;
using Inkling.Data;
using Inkling.TestKit;
using Inkling.Workbench.Reports;
using SkiaSharp;

namespace Inkling.Workbench.Tests.Reports;

public sealed class EvaluationReportTests : IDisposable
{
    private const string Hostile = "<script>alert('&\"')</script>";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_is_well_formed_and_asks_nobody_for_anything()
    {
        string page = Write(Judged(10, wrongEvery: 7));

        var html = XDocument.Parse(page).Root!;

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Equal("html", html.Name.LocalName);
        Assert.DoesNotContain("http://", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https://", page, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(html.Descendants("script"));
        Assert.Empty(html.Descendants("link"));
        Assert.All(html.Descendants("img"), image => Assert.StartsWith("data:image/png;base64,", image.Attribute("src")!.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_element_but_those_that_HTML_knows_as_empty_closes_itself()
    {
        var closed = XDocument.Parse(Write(Judged(10, wrongEvery: 7)), LoadOptions.PreserveWhitespace).Descendants().Where(element => element.IsEmpty);

        Assert.All(closed, element => Assert.Contains(element.Name.LocalName, (string[])["meta", "img"]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(26)]
    public void The_confusion_matrix_has_a_cell_for_every_pair_of_classes(int classes)
    {
        var table = Table(Write(Judged(classes, wrongEvery: 3), Names(classes)), "confusion");

        Assert.Equal(classes * classes, table.Descendants("td").Count());
        Assert.Equal(classes, table.Element("tbody")!.Elements("tr").Count());
    }

    [Fact]
    public void The_head_figures_and_the_matrix_are_those_of_the_evaluation()
    {
        // Ten samples of each of two classes; of the first class three are taken for the second.
        JudgedSample[] judged = [.. Enumerable.Range(0, 20).Select(n => new JudgedSample(n, Image(n % 2), n is 0 or 2 or 4 ? 1 : n % 2, 0.75f))];

        var page = XDocument.Parse(Write(judged, ["even", "odd"])).Root!;

        string[] tiles = [.. page.Descendants("dd").Select(tile => tile.Value)];
        Assert.Equal("85.00\u00A0%", tiles[0]);
        Assert.Equal("3 of 20", tiles[1]);
        Assert.Equal("10.00\u00A0%", tiles[3]);
        Assert.Equal(["7", "3", "·", "10"], page.Descendants("table").First().Descendants("td").Select(cell => cell.Value));
    }

    [Fact]
    public void The_worst_mistakes_come_first_and_say_what_was_taken_for_what()
    {
        JudgedSample[] judged =
        [
            new(0, Image(0), 1, 0.6f), new(1, Image(1), 1, 0.99f), new(2, Image(1), 0, 0.9f), new(3, Image(0), 0, 0.51f),
        ];

        var page = XDocument.Parse(Write(judged, ["no", "yes"]), LoadOptions.PreserveWhitespace);
        XElement[] galleries = [.. page.Descendants("div").Where(div => div.Attribute("class")?.Value == "gallery")];

        Assert.Equal(["yes → no 90.0\u00A0%", "no → yes 60.0\u00A0%"], galleries[0].Descendants("figcaption").Select(caption => caption.Value));
        Assert.Equal(["no", "no → yes", "yes → no", "yes"], galleries[1].Descendants("span").Select(answer => answer.Value));
    }

    [Fact]
    public void A_model_without_mistakes_has_a_page_too()
    {
        string page = Write(Judged(10, wrongEvery: int.MaxValue));

        Assert.Contains("There are none.", page, StringComparison.Ordinal);
        XDocument.Parse(page);
    }

    [Fact]
    public void Names_from_outside_are_shown_and_not_obeyed()
    {
        var evaluation = Of(Judged(2, wrongEvery: 2), [Hostile, "a\u0001b\uD800c"]);
        string path = _folder.File("report.html");

        EvaluationReport.Write(path, $"{Hostile}.safetensors", DatasetOf(Hostile, evaluation), evaluation);

        string page = File.ReadAllText(path);
        var html = XDocument.Parse(page).Root!;
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"{Hostile}.safetensors on {Hostile}", html.Descendants("h1").Single().Value);
        Assert.Contains(html.Descendants("th"), cell => cell.Value == Hostile);
        Assert.Contains(html.Descendants("th"), cell => cell.Value == "a\uFFFDb\uFFFDc");
    }

    [Fact]
    public void The_images_are_the_pixels_as_ink_on_paper()
    {
        byte[] pixels = [0, 255, 100, 0, 0, 50];

        using var image = Decode(SamplePng.DataUri(pixels, channels: 1, height: 2, width: 3));

        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.Equal([255, 0, 155, 255, 255, 205], Enumerable.Range(0, 6).Select(i => (int)image.GetPixel(i % 3, i / 3).Red));
    }

    [Fact]
    public void Coloured_images_keep_their_colours()
    {
        using var image = Decode(SamplePng.DataUri([10, 20, 30, 40, 50, 60], channels: 3, height: 1, width: 2));

        Assert.Equal(new SKColor(10, 30, 50), image.GetPixel(0, 0));
        Assert.Equal(new SKColor(20, 40, 60), image.GetPixel(1, 0));
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_named_and_leaves_nothing()
    {
        var evaluation = Of(Judged(2, wrongEvery: 2), ["no", "yes"]);
        string file = _folder.File("file", [1]), missing = Path.Combine(_folder.Path, "none", "report.html");

        foreach (string path in (string[])[missing, Path.Combine(file, "report.html"), _folder.Path])
        {
            var error = Assert.Throws<IOException>(() => EvaluationReport.Write(path, "lenet", DatasetOf("mnist", evaluation), evaluation));
            Assert.StartsWith($"{path}: the report cannot be written: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal([file], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private string Write(JudgedSample[] judged, string[]? names = null)
    {
        var evaluation = Of(judged, names ?? Names(10));
        string path = _folder.File("report.html");
        EvaluationReport.Write(path, "lenet", DatasetOf("mnist", evaluation), evaluation);
        return File.ReadAllText(path);
    }

    private static Workbench.Evaluation Of(JudgedSample[] judged, string[] names)
    {
        int[][] confusion = [.. names.Select((_, label) => names.Select((_, answer) => Count(label, answer)).ToArray())];
        var classes = names.Select((name, label) => new ClassFigures(name, confusion[label].Sum(), 0.9, 0.8));
        return new(0.1, judged.Average(s => s.IsRight ? 1.0 : 0.0), [.. classes], confusion, CalibrationBin.Of(judged), 1234, judged);

        int Count(int label, int answer) => judged.Count(s => s.Sample.Label == label && s.Answer == answer);
    }

    private static Dataset DatasetOf(string name, Workbench.Evaluation evaluation)
    {
        var samples = Reader.Of(evaluation.Judged.Select(judged => judged.Sample).ToArray());
        return new(name, 1, 4, 4, [.. evaluation.PerClass.Select(figures => figures.Label)], samples, samples);
    }

    private static JudgedSample[] Judged(int classes, int wrongEvery) =>
    [
        .. Enumerable.Range(0, 20 * classes).Select(n =>
            new JudgedSample(n, Image(n % classes), (n % wrongEvery == wrongEvery - 1 ? n + 1 : n) % classes, 0.3f + (0.7f * (n % 41) / 40))),
    ];

    private static Sample Image(int label) => new(Enumerable.Repeat((byte)(20 * label), 16).ToArray(), label);

    private static string[] Names(int classes) => [.. Enumerable.Range(0, classes).Select(c => $"{c}")];

    private static XElement Table(string page, string className) =>
        XDocument.Parse(page).Descendants("table").Single(table => table.Attribute("class")?.Value == className);

    private static SKBitmap Decode(string uri) => SKBitmap.Decode(Convert.FromBase64String(uri["data:image/png;base64,".Length..]));
}
