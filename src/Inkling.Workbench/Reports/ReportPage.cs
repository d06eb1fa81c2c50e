using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Inkling.Data;
using static Inkling.Workbench.Reports.Markup;

namespace Inkling.Workbench.Reports;

/// <summary>The page of an evaluation.</summary>
internal static class ReportPage
{
    private const string StyleResource = "Inkling.Workbench.Reports.report.css";

    // The page asks nobody for anything, and would not be let.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public static XElement Of(string model, Dataset dataset, Evaluation evaluation)
    {
        string title = $"{Text(model)} on {Text(dataset.Name)}";
        return Element(
            "html", With("lang", "en"),
            Element(
                "head", Element("meta", With("charset", "utf-8")),
                Element("meta", With("name", "viewport"), With("content", "width=device-width, initial-scale=1")),
                Element("meta", With("name", "color-scheme"), With("content", "light dark")),
                Element("meta", With("http-equiv", "Content-Security-Policy"), With("content", Policy)),
                Element("title", $"Inkling: {title}"), Element("style", Style())),
            "\n",
            Element(
                "body", Element("main",
                    Element("header", Element("h1", title), Element("p", $"{Count(evaluation.Samples)} test samples, each recognised once.")), "\n",
                    Tiles(evaluation), "\n", Sections(dataset, evaluation).SelectMany(section => (object[])[section, "\n"]),
                    Element("footer", $"Written by inkling {Version()}"))));
    }

    private static XElement Tiles(Evaluation evaluation)
    {
        int wrong = evaluation.Judged.Count(sample => !sample.IsRight);
        return Element(
            "dl.tiles",
            Tile("accuracy", Percent(evaluation.Accuracy)), Tile("mistakes", $"{Count(wrong)} of {Count(evaluation.Samples)}"),
            Tile("cost", evaluation.Cost.ToString("F4", CultureInfo.InvariantCulture)), Tile("calibration error", Percent(evaluation.CalibrationError)),
            Tile("images per second", Count(evaluation.ImagesPerSecond)));
    }

    private static XElement Tile(string name, string value) => Element("div", Element("dt", name), Element("dd", value));

    private static IEnumerable<XElement> Sections(Dataset dataset, Evaluation evaluation)
    {
        var gallery = new SampleGallery(dataset, evaluation);
        var curve = CoveragePoint.Curve(evaluation.Judged);

        yield return Element(
            "div.row",
            Section("Confusion matrix", "A row per true class, a column per answer. Mistakes are red.", Scrolling(ClassTables.Confusion(evaluation))),
            Section("Classes", "Precision: of the answers. Recall: of the class.", Scrolling(ClassTables.PerClass(evaluation))));

        yield return evaluation.Accuracy < 1.0
            ? Section("Worst mistakes", "Wrong answers, the surest first: true class → answer, and its probability.", gallery.WorstMistakes())
            : Section("Worst mistakes", "There are none.");

        yield return Section("Least certain", "Answers of the lowest probability, right or wrong.", gallery.LeastCertain());

        yield return Section(
            "Confidence",
            Sentence(evaluation),
            Element(
                "div.pair",
                Panel("Reliability", "Bars as high as the broken line are as right as they are sure. Pale bars stand for few answers.",
                    TrustFigures.Reliability(evaluation.Calibration)),
                Panel("Coverage", "Answer only where the confidence is high, and fewer answers are wrong.", TrustFigures.Coverage(curve))),
            Scrolling(TrustFigures.CoverageTable(curve)));
    }

    private static string Sentence(Evaluation evaluation)
    {
        var surest = evaluation.Calibration[^1];
        string answers = $"{Percent((double)surest.Samples / evaluation.Samples, 1)} of the answers have a probability above {Percent(surest.From, 0)}";
        return surest.Samples == 0 ? $"{answers}." : $"{answers}; of these {Percent(surest.Accuracy)} are right.";
    }

    private static XElement Section(string title, string explanation, params object[] content) =>
        Element("section", Element("h2", title), Element("p", explanation), content);

    private static XElement Panel(string title, string explanation, XElement figure) =>
        Element("div", Element("h3", title), Element("p", explanation), figure);

    private static XElement Scrolling(XElement table) => Element("div.scroll", table);

    private static string Style()
    {
        using var resource = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(StyleResource)!);
        return resource.ReadToEnd();
    }

    private static string Version() =>
        typeof(ReportPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
