using System.Globalization;
using System.Xml.Linq;
using static Inkling.Workbench.Reports.Markup;

namespace Inkling.Workbench.Reports;

/// <summary>How far the answers are to be trusted: the reliability diagram, and error against coverage.</summary>
internal static class TrustFigures
{
    /// <summary>Fewer answers than this say little, and their bar is pale.</summary>
    private const int Few = 20;

    /// <summary>The error among the very first answers jumps from 0 to 1 and back; the axis is made for what comes after them.</summary>
    private const double FirstAnswers = 0.2;

    /// <summary>How right answers are against how sure; on the diagonal the one is the other.</summary>
    public static XElement Reliability(IReadOnlyList<CalibrationBin> bins)
    {
        var frame = new PlotFrame(1.0, 1.0);
        var bars = bins.Where(bin => bin.Samples > 0).Select(bin => Element(
            bin.Samples < Few ? "rect.few" : "rect.bar",
            With("x", frame.X(bin.From) + 0.5), With("width", frame.X(bin.To) - frame.X(bin.From) - 1),
            With("y", frame.Y(bin.Accuracy)), With("height", frame.Y(0) - frame.Y(bin.Accuracy)),
            Element("title", $"{Count(bin.Samples)} answers: {Percent(bin.Confidence, 1)} sure, {Percent(bin.Accuracy, 1)} right")));
        return frame.Draw("Reliability: accuracy against confidence", "confidence", "accuracy", [.. bars, frame.Line("ideal", 0, 0, 1, 1)]);
    }

    /// <summary>How wrong answers are against how many are given, the surest first.</summary>
    public static XElement Coverage(IReadOnlyList<CoveragePoint> curve)
    {
        double highest = curve.Where(point => point.Coverage >= FirstAnswers).Max(point => point.Error);
        var frame = new PlotFrame(1.0, PlotFrame.Ceiling(highest > 0.0 ? highest * 1.1 : 0.01));
        var line = Element("polyline.curve", With("points", string.Join(' ', Thinned(curve, frame).Select(point => frame.Point(point.Coverage, point.Error)))));
        return frame.Draw("Coverage: error against the part answered", "part answered, the surest first", "error among the answers", line);
    }

    /// <summary>What a least confidence brings, for the parts answered that one would choose.</summary>
    public static XElement CoverageTable(IReadOnlyList<CoveragePoint> curve) => Element(
        "table.figures",
        Element("thead", Element("tr", ((string[])["least confidence", "answered", "wrong"]).Select(title => Element("th", With("scope", "col"), title)))),
        Element("tbody", ((double[])[0.8, 0.9, 0.95, 0.98, 0.99, 1.0])
            .Select(coverage => curve.First(point => point.Coverage >= coverage - 1e-9)).Distinct()
            .Select(point => Element(
                "tr", Element("td", Threshold(point.Confidence)), Element("td", Percent(point.Coverage)), Element("td", Percent(point.Error))))));

    // Rounded down, so that the answer it was taken from is still given.
    private static string Threshold(double confidence) => (Math.Floor(confidence * 10_000) / 10_000).ToString("F4", CultureInfo.InvariantCulture);

    // A point for every half pixel of the figure is enough, and keeps the page small.
    private static IEnumerable<CoveragePoint> Thinned(IReadOnlyList<CoveragePoint> curve, PlotFrame frame)
    {
        double last = double.NegativeInfinity;
        foreach (var point in curve)
        {
            if (frame.X(point.Coverage) - last < 0.5 && point != curve[^1])
                continue;
            last = frame.X(point.Coverage);
            yield return point;
        }
    }
}
