namespace Inkling.Training;

/// <summary>How a training ended, and where.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Pass">Passes completed.</param>
/// <param name="Batch">Iterations completed of the pass after those.</param>
public sealed record TrainingResult(Outcome Outcome, int Pass, int Batch);
