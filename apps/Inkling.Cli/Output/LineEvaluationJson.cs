namespace Inkling.Cli;

/// <summary>What <c>evaluate --json</c> prints of a reader of lines.</summary>
internal sealed record LineEvaluationJson(string Model, string Dataset, long Samples, double Cost, double Accuracy, double LabelErrorRate);
