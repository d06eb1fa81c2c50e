using System.Globalization;
using Inkling.Nn;
using Inkling.Workbench.Chapter;

namespace Inkling.Workbench;

/// <summary>The curve of a run in files for people: a table, and the chapter's figure on its own axis and on a logarithmic one.</summary>
internal static class RunCurves
{
    private const string TrainTitle = "Train cost", TestTitle = "Test cost";

    /// <summary>Writes all of them; older ones are replaced.</summary>
    /// <param name="progress">What is told: train cost every log period, test cost at the end of every pass.</param>
    /// <param name="iterationsPerPass">How many minibatches a pass has.</param>
    /// <param name="folder">Where to.</param>
    public static void Write(RunProgress progress, long iterationsPerPass, string folder)
    {
        AtomicFile.Write(Path.Combine(folder, "history.csv"), stream => WriteTable(progress, stream));
        if (progress.Points.Count == 0)
            return;

        var figure = FigureOf(progress, iterationsPerPass, isLogarithmic: false);
        figure.Plot(Path.Combine(folder, "cost.svg"));
        figure.Plot(Path.Combine(folder, "cost.png"));
        FigureOf(progress, iterationsPerPass, isLogarithmic: true).Plot(Path.Combine(folder, "cost-log.svg"));
    }

    private static void WriteTable(RunProgress progress, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        text.WriteLine("pass,batch,iteration,learning_rate,train_cost,train_error,test_cost,test_error,seconds");
        foreach (var p in progress.Points)
            Row($"{p.Pass},{p.Batch},{p.Iteration},{p.LearningRate},{p.Cost},{p.Error},,,");
        foreach (var p in progress.Passes)
            Row($"{p.Pass},,,,{p.TrainCost},,{p.TestCost},{p.TestError},{p.Seconds}");

        void Row(FormattableString values) => text.WriteLine(values.ToString(CultureInfo.InvariantCulture));
    }

    private static Ploter FigureOf(RunProgress progress, long iterationsPerPass, bool isLogarithmic)
    {
        var figure = new Ploter(TrainTitle, TestTitle) { IsLogarithmic = isLogarithmic };
        foreach (var point in progress.Points)
            figure.Append(TrainTitle, point.Iteration, point.Cost);
        foreach (var pass in progress.Passes)
            figure.Append(TestTitle, (pass.Pass + 1) * iterationsPerPass, pass.TestCost);
        return figure;
    }
}
