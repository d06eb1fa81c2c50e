using System.Globalization;
using Inkling.Nn;
using Inkling.Workbench;
using Inkling.Workbench.Plotting;
using ScottPlot;

namespace Inkling.Figures;

/// <summary>Curves on axes.</summary>
internal static class Curves
{
    private const int Width = 800, Height = 450, Scale = 2;
    private const int Words = 15;

    /// <summary>The three activations of the chapter, each computed by the library's layer.</summary>
    public static Plot Activations()
    {
        const int Points = 241;
        float[] x = [.. Enumerable.Range(0, Points).Select(i => -6f + (i * 12f / (Points - 1)))];
        var plot = Empty("input", "output");
        foreach (var activation in new[] { Activation.Sigmoid, Activation.Tanh, Activation.Relu })
        {
            var input = new DataInput("x", Shape.Vector(1), PixelRange.MinusOneToOne);
            float[] y = new Inference(Parameters.Create(input.Activate(activation))).InferValues(x);
            Add(plot, activation.Name, x.Zip(y, (a, b) => new Coordinates(a, b)), markers: false);
        }

        plot.Axes.SetLimits(-6, 6, -1.2, 3);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    /// <summary>The test error of several trainings after each pass, on a logarithmic axis: halving looks the same everywhere.</summary>
    public static Plot TestErrors(IEnumerable<RunResult> runs)
    {
        var plot = Empty("pass", "test error, %");
        foreach (var run in runs)
            Add(plot, run.Model, run.Passes.Where(pass => pass.TestError > 0).Select(pass => new Coordinates(pass.Pass, Math.Log10(100 * pass.TestError))), markers: true);

        double[] ticks = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. ticks.Select(Math.Log10)], [.. ticks.Select(tick => tick.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.AutoScale();
        plot.ShowLegend(Alignment.LowerRight);
        return plot;
    }

    /// <summary>The cost of training and test samples after each pass, and where the latter is lowest.</summary>
    public static Plot Overfitting(IReadOnlyList<PassResult> passes)
    {
        var plot = Empty("pass", "cost");
        Add(plot, "training cost", passes.Select(pass => new Coordinates(pass.Pass, pass.TrainCost)), markers: false);
        Add(plot, "test cost", passes.Select(pass => new Coordinates(pass.Pass, pass.TestCost)), markers: false);
        var best = passes.MinBy(pass => pass.TestCost)!;
        var line = plot.Add.VerticalLine(best.Pass, width: 1.5f, color: Colors.Gray, pattern: LinePattern.Dashed);
        line.LegendText = string.Create(CultureInfo.InvariantCulture, $"pass {best.Pass}: test cost is lowest");
        plot.Axes.SetLimits(0, passes.Count - 1, 0, 2.5 * best.TestCost);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    public static void Save(this Plot plot, string path)
    {
        FigureFont.Use(plot);
        plot.ScaleFactor = Scale;
        AtomicFile.Write(path, stream => stream.Write(plot.GetImageBytes(Width * Scale, Height * Scale, ImageFormat.Png)));
    }

    private static Plot Empty(string x, string y)
    {
        var plot = new Plot();
        plot.XLabel(x, size: Words);
        plot.YLabel(y, size: Words);
        plot.Axes.Bottom.Label.Bold = plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = Words;
        plot.Legend.FontSize = Words;
        return plot;
    }

    private static void Add(Plot plot, string name, IEnumerable<Coordinates> points, bool markers)
    {
        var line = plot.Add.Scatter(points.ToArray());
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = markers ? 6 : 0;
    }
}
