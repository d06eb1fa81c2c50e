using System.Globalization;
using System.Text;
using Inkling.Nn;
using Inkling.Workbench.Plotting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Inkling.Workbench.Chapter;

/// <summary>
/// Draws the chapter's cost figure: named series of values against the iteration, with a legend, as PNG or SVG of 800x500 pixels.
/// </summary>
/// <remarks>
/// The spelling is that of the chapter, whose programs say <c>Ploter</c>, and kept on purpose: with append, plot and reset it is one of its words.
/// Thread-safe: values may be appended by one thread while another one plots. The text is drawn with a font of the system; on a system
/// without any font the figure has lines but no words.
/// </remarks>
/// <example><code>
/// var ploter = new Ploter("Train cost", "Test cost");
/// ploter.Append("Train cost", step: 100, value: 0.64);
/// ploter.Plot("cost.svg");
/// </code></example>
public sealed class Ploter
{
    /// <summary>A series with no more points than this shows each of them.</summary>
    private const int MarkedPoints = 60;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, List<Coordinates>> _series = [];

    /// <summary>Makes a figure of empty series.</summary>
    /// <param name="titles">The name of every series, as the legend shows it and in its order; at least one, all different.</param>
    /// <exception cref="ArgumentException">There is no title, or the same twice.</exception>
    public Ploter(params string[] titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        if (titles.Length == 0)
            throw new ArgumentException("Series of a figure: expected at least one title, got none.", nameof(titles));
        foreach (string title in titles)
        {
            if (!_series.TryAdd(title, []))
                throw new ArgumentException($"Series of a figure: the title '{title}' is there twice.", nameof(titles));
        }
    }

    /// <summary>Columns of the picture, in pixels.</summary>
    public const int Width = 800;

    /// <summary>Rows of the picture, in pixels.</summary>
    public const int Height = 500;

    /// <summary>What the horizontal axis counts.</summary>
    public string StepLabel { get; init; } = "Iteration";

    /// <summary>What the vertical axis measures.</summary>
    public string ValueLabel { get; init; } = "Cost";

    /// <summary>Whether the vertical axis is logarithmic, as costs need that fall to a hundredth; what is 0 or less is then left out. The chapter's is not.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Adds a point to a series; a value that is not finite leaves a point out.</summary>
    /// <param name="title">One of the titles that the figure was made with.</param>
    /// <param name="step">Where on the horizontal axis: the iteration, counted over all passes.</param>
    /// <param name="value">Where on the vertical axis.</param>
    /// <exception cref="ArgumentException">There is no series of that title.</exception>
    public void Append(string title, long step, double value)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (!_series.TryGetValue(title, out var points))
        {
            string known = string.Join(" or ", _series.Keys.Select(key => $"'{key}'"));
            throw new ArgumentException($"Series of a figure: expected {known}, got '{title}'.", nameof(title));
        }

        if (!double.IsFinite(value))
            return;
        lock (_lock)
            points.Add(new Coordinates(step, value));
    }

    /// <summary>Takes all points away; the series stay.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            foreach (var points in _series.Values)
                points.Clear();
        }
    }

    /// <summary>
    /// Draws the figure into a file. An older file of that name is replaced in one step: whoever reads it sees the old or the new one
    /// whole.
    /// </summary>
    /// <param name="path">The file; its extension, .png or .svg, tells the format. Its folder must exist.</param>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Plot(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Func<Plot, byte[]> format = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => plot => plot.GetImageBytes(Width, Height, ImageFormat.Png),
            ".SVG" => plot => Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, Height)),
            _ => throw new ArgumentException($"{path}: expected a file name that ends in .png or .svg.", nameof(path)),
        };

        using var figure = Draw();
        AtomicFile.Write(path, stream => stream.Write(format(figure)));
    }

    private Plot Draw()
    {
        var plot = new Plot();
        plot.XLabel(StepLabel, size: 18);
        plot.YLabel(ValueLabel, size: 18);
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 15;
        plot.Axes.Left.TickLabelStyle.FontSize = 15;
        plot.Axes.Right.MinimumSize = 30;
        plot.Legend.FontSize = 16;

        (string Title, Coordinates[] Points)[] all;
        lock (_lock)
            all = [.. _series.Select(series => (series.Key, OnAxis(series.Value)))];
        foreach (var (title, points) in all)
        {
            var line = plot.Add.Scatter(points);
            line.LegendText = title;
            line.LineWidth = 2;
            line.MarkerSize = points.Length <= MarkedPoints ? 7 : 0;
        }

        Coordinates[] drawn = [.. all.SelectMany(series => series.Points)];
        if (IsLogarithmic)
            SetLogarithmicAxis(plot, drawn);
        else
            SetLimits(plot, drawn);
        plot.ShowLegend(Alignment.UpperRight);
        FigureFont.Use(plot);
        return plot;
    }

    private Coordinates[] OnAxis(List<Coordinates> points) =>
        IsLogarithmic ? [.. points.Where(point => point.Y > 0).Select(point => new Coordinates(point.X, Math.Log10(point.Y)))] : [.. points];

    /// <summary>Whole powers of ten, drawn at 1, 2 and 5 of each.</summary>
    private static void SetLogarithmicAxis(Plot plot, Coordinates[] points)
    {
        double lastStep = points.Select(point => point.X).DefaultIfEmpty(100).Max();
        int lowest = (int)Math.Floor(points.Select(point => point.Y).DefaultIfEmpty(-1).Min()), highest = (int)Math.Ceiling(points.Select(point => point.Y).DefaultIfEmpty(0).Max() + 1e-9);
        var ticks = new NumericManual();
        for (int power = lowest; power <= highest; power++)
        {
            foreach (int factor in (int[])[1, 2, 5])
            {
                double value = factor * Math.Pow(10, power);
                ticks.AddMajor(Math.Log10(value), value.ToString("0.###############", CultureInfo.InvariantCulture));
            }
        }

        plot.Axes.Left.TickGenerator = ticks;
        plot.Axes.SetLimits(0, Math.Max(1, lastStep * 1.03), points.Select(point => point.Y).DefaultIfEmpty(lowest).Min() - 0.1, points.Select(point => point.Y).DefaultIfEmpty(highest).Max() + 0.1);
    }

    /// <summary>The axes begin at 0, so that figures of different runs compare, unless there are values below.</summary>
    private static void SetLimits(Plot plot, Coordinates[] points)
    {
        double lastStep = points.Select(point => point.X).DefaultIfEmpty(100).Max();
        double highest = points.Select(point => point.Y).DefaultIfEmpty(1).Max();
        double lowest = Math.Min(0, points.Select(point => point.Y).DefaultIfEmpty(0).Min());
        double margin = highest > lowest ? (highest - lowest) * 0.05 : 1;
        plot.Axes.SetLimits(0, Math.Max(1, lastStep * 1.03), lowest < 0 ? lowest - margin : 0, highest + margin);
    }
}
