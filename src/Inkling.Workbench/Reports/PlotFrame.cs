using System.Globalization;
using System.Xml.Linq;
using static Inkling.Workbench.Reports.Markup;

namespace Inkling.Workbench.Reports;

/// <summary>The frame of a figure: two axes of percentages, and where on the paper a value lies. Colours are those of the page.</summary>
/// <param name="lastX">Where the horizontal axis ends; it begins at 0.</param>
/// <param name="lastY">Where the vertical axis ends; it begins at 0.</param>
internal sealed class PlotFrame(double lastX, double lastY)
{
    private const double Width = 420, Height = 320, Left = 76, Right = 26, Top = 14, Bottom = 50;
    private const double FewestSteps = 4;

    /// <summary>How far right a value lies.</summary>
    public double X(double value) => Left + (Math.Clamp(value / lastX, 0.0, 1.0) * (Width - Left - Right));

    /// <summary>How far down a value lies.</summary>
    public double Y(double value) => Height - Bottom - (Math.Clamp(value / lastY, 0.0, 1.0) * (Height - Top - Bottom));

    /// <summary>A length that is no shorter than a value and ends an axis well.</summary>
    public static double Ceiling(double value)
    {
        double step = Step(value);
        return Math.Ceiling((value / step) - 1e-9) * step;
    }

    /// <summary>A point as a polyline wants it.</summary>
    public string Point(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{X(x):F1},{Y(y):F1}");

    /// <summary>The figure.</summary>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="xTitle">What the horizontal axis measures.</param>
    /// <param name="yTitle">What the vertical axis measures.</param>
    /// <param name="content">What is drawn in it.</param>
    public XElement Draw(string description, string xTitle, string yTitle, params IEnumerable<XElement> content) => Element(
        "svg", With("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")), With("role", "img"), With("aria-label", description),
        Ticks(lastX).Select(x => Line("grid", x, 0.0, x, lastY)),
        Ticks(lastY).Select(y => Line("grid", 0.0, y, lastX, y)),
        content,
        Ticks(lastX).Select(x => Label("middle", X(x), Height - Bottom + 18, TickText(x, lastX))),
        Ticks(lastY).Select(y => Label("end", Left - 7, Y(y) + 4, TickText(y, lastY))),
        Label("middle", (Left + Width - Right) / 2, Height - 8, xTitle),
        Element(
            "text.title", With("text-anchor", "middle"),
            With("transform", string.Create(CultureInfo.InvariantCulture, $"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)")), yTitle));

    /// <summary>A straight line between two points.</summary>
    public XElement Line(string className, double x1, double y1, double x2, double y2) =>
        Element($"line.{className}", With("x1", X(x1)), With("y1", Y(y1)), With("x2", X(x2)), With("y2", Y(y2)));

    private static XElement Label(string anchor, double x, double y, string text) =>
        Element("text", With("x", x), With("y", y), With("text-anchor", anchor), text);

    private static IEnumerable<double> Ticks(double last)
    {
        double step = Step(last);
        return Enumerable.Range(0, (int)Math.Round(last / step) + 1).Select(i => i * step);
    }

    // 1, 2 or 5 times a power of ten, so that the axis has four to ten steps.
    private static double Step(double last)
    {
        double power = Math.Pow(10.0, Math.Floor(Math.Log10(last / FewestSteps)));
        return power * (((double[])[5, 2, 1]).First(times => last / (times * power) >= FewestSteps - 1e-9));
    }

    private static string TickText(double value, double last) => Percent(value, Math.Max(0, -(int)Math.Floor(Math.Log10(Step(last) * 100) + 1e-9)));
}
