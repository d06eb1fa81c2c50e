using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>A pass of a run is done, tested and saved: what a run tells in the place of the trainer's <see cref="EndPass"/>.</summary>
/// <param name="Result">What it achieved.</param>
/// <param name="Metrics">The metrics of the test.</param>
public sealed record PassDone(PassResult Result, Metrics Metrics) : TrainingEvent(Result.Pass);
