namespace Inkling.Workbench;

/// <summary>One point of the training curve.</summary>
/// <param name="Pass">The 0-based pass.</param>
/// <param name="Batch">The 0-based minibatch in it.</param>
/// <param name="Iteration">Minibatches since the beginning of the run, this one counted.</param>
/// <param name="LearningRate">The rate of its update.</param>
/// <param name="Cost">Its mean cost.</param>
/// <param name="Error">The part of it recognised wrongly, 0..1.</param>
public sealed record HistoryPoint(int Pass, int Batch, long Iteration, double LearningRate, double Cost, double Error);
