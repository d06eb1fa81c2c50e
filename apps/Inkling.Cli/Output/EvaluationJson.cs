using Inkling.Workbench;


namespace Inkling.Cli;

/// <summary>The JSON of <c>evaluate</c>.</summary>
internal sealed record EvaluationJson(
    string Model,
    string Dataset,
    int Samples,
    double Cost,
    double Accuracy,
    IReadOnlyList<ClassFigures> PerClass,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    double CalibrationError,
    double ImagesPerSecond)
{
    public static EvaluationJson Of(string model, string dataset, Evaluation e) =>
        new(model, dataset, e.Samples, e.Cost, e.Accuracy, e.PerClass, e.Confusion, e.CalibrationError, e.ImagesPerSecond);
}
