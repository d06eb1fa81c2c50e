using Inkling.Workbench;


namespace Inkling.Web.Runs;

/// <summary>How right a run's best pass is.</summary>
/// <param name="Samples">Test samples.</param>
/// <param name="Cost">Their mean cost.</param>
/// <param name="Accuracy">The part recognised rightly, 0..1.</param>
/// <param name="CalibrationError">Mean distance between confidence and accuracy.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Confusion">Row: true class; column: what it was taken for.</param>
/// <param name="Height">Rows of a sample.</param>
/// <param name="Width">Columns of a sample.</param>
internal sealed record RunEvaluationJson(
    int Samples, double Cost, double Accuracy, double CalibrationError, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<int>> Confusion, int Height, int Width)
{
    public static RunEvaluationJson Of(EvaluatedRun run) => new(
        run.Evaluation.Samples, run.Evaluation.Cost, run.Evaluation.Accuracy, run.Evaluation.CalibrationError, [.. run.Evaluation.PerClass.Select(figures => figures.Label)],
        run.Evaluation.Confusion, run.Height, run.Width);
}

/// <summary>An evaluation, and the size of its samples.</summary>
internal sealed record EvaluatedRun(Evaluation Evaluation, int Height, int Width);

/// <summary>A test sample, and what it was taken for.</summary>
/// <param name="Index">Which of the test samples it is.</param>
/// <param name="Label">The name of its class.</param>
/// <param name="Predicted">The name of the class it was taken for.</param>
/// <param name="Probability">How sure that was, 0..1.</param>
/// <param name="Pixels">The image.</param>
internal sealed record MistakeJson(int Index, string Label, string Predicted, float Probability, byte[] Pixels)
{
    private const int Most = 60;

    /// <summary>The surest mistakes of those asked for; with one class as both, what was recognised rightly, the least sure first.</summary>
    /// <param name="evaluation">What is looked through.</param>
    /// <param name="actual">The true class, or null for any.</param>
    /// <param name="predicted">What it was taken for, or null for anything.</param>
    public static MistakeJson[] Of(Evaluation evaluation, int? actual, int? predicted)
    {
        bool wantsRight = actual is not null && actual == predicted;
        var chosen = evaluation.Judged.Where(judged =>
            judged.IsRight == wantsRight && (actual ?? judged.Sample.Label) == judged.Sample.Label && (predicted ?? judged.Answer) == judged.Answer);
        var sorted = wantsRight ? chosen.OrderBy(judged => judged.Probability) : chosen.OrderByDescending(judged => judged.Probability);
        return
        [
            .. sorted.Take(Most).Select(judged => new MistakeJson(
                judged.Index, evaluation.PerClass[judged.Sample.Label].Label, evaluation.PerClass[judged.Answer].Label, judged.Probability,
                judged.Sample.Pixels.ToArray())),
        ];
    }
}
