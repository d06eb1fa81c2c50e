using System.Diagnostics;
using System.Globalization;
using Inkling.Training;
using Inkling.Workbench;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Inkling.Cli;

/// <summary>A training drawn in place: how far it is, its figures now, and the curve of its cost. The tests after each pass stay above as lines.</summary>
internal sealed class TrainingScreen(Notes notes) : ITrainingDisplay
{
    private const int MostColumns = 100;
    private const int MostCurveLines = 8;
    private const int OtherLines = 6;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(125);

    private readonly List<double> _costs = [];

    public RunRecord Follow(TrainingRun run, RunSettings settings, Func<Action<TrainingEvent>, RunRecord> train)
    {
        var pace = new TrainingPace(run.IterationsPerPass, settings.Recipe.Passes);
        long drawn = 0;
        return notes.Terminal.Live(new Text("")).AutoClear(true).Start(screen => train(e =>
        {
            switch (e)
            {
                case EndIteration end:
                    pace.EndIteration(end.Pass, end.Batch);
                    _costs.Add(end.Cost);
                    bool isTesting = end.Batch + 1 == run.IterationsPerPass;
                    if (isTesting || Stopwatch.GetElapsedTime(drawn) >= Period)
                    {
                        drawn = Stopwatch.GetTimestamp();
                        screen.UpdateTarget(Draw(end, settings.Recipe, pace, isTesting));
                    }

                    break;

                case PassDone pass:
                    pace.EndPass();
                    notes.Tell(TrainingLines.TestLine(pass));
                    break;
            }
        }));
    }

    private Rows Draw(EndIteration end, Recipe recipe, TrainingPace pace, bool isTesting)
    {
        int width = Math.Min(MostColumns, notes.Terminal.Profile.Width - 1);
        int curveLines = Math.Clamp(notes.Terminal.Profile.Height - OtherLines, 0, MostCurveLines);
        string state = isTesting ? "testing" : pace.Left is { } left ? Invariant($"{left:h\\:mm\\:ss} left") : "";
        string progress = Invariant($"{pace.Done * 100,3:F0} %   pass {end.Pass} (the last is {recipe.Passes - 1})   {state}");
        string figures = Invariant(
            $"cost {Recent(_costs):F4}   error {end.Metrics.ClassificationError * 100:F2} %   rate {end.LearningRate:F4}   {pace.IterationsPerSecond * recipe.BatchSize:N0} images/s");
        return new(
        [
            Line("", width),
            Bar(pace.Done, width),
            Line(progress, width),
            Line(figures, width),
            .. CostCurve.Draw(_costs, width, curveLines).Select(line => Line(line, width)),
        ]);
    }

    /// <summary>Single minibatches jump; the mean of the last few shows where the cost is going.</summary>
    private static double Recent(List<double> costs) => costs.Skip(costs.Count - 20).Average();

    private static Paragraph Bar(double done, int width)
    {
        int full = (int)(done * width);
        return new Paragraph(new string('━', full), new Style(Color.Green)).Append(new string('─', width - full), new Style(Color.Grey));
    }

    // Filled up to the width, so that nothing of a longer line that was there before stays.
    private static Text Line(string text, int width) => new(text.Length > width ? text[..width] : text.PadRight(width));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
