namespace Inkling.Training;

/// <summary>Where a training stands between two iterations.</summary>
/// <param name="Pass">Passes completed.</param>
/// <param name="Batch">Iterations completed of the pass at hand.</param>
/// <param name="Iteration">Iterations completed in all.</param>
/// <param name="Samples">Samples learnt from in all.</param>
/// <param name="Sum">Costs and metrics of the pass at hand.</param>
internal readonly record struct TrainingPosition(int Pass, int Batch, long Iteration, long Samples, CostSum Sum);
