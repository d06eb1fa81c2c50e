using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>What a run tells while it goes on: an <see cref="IterationDone"/> per minibatch, a <see cref="PassDone"/> per pass.</summary>
public abstract record RunEvent;

/// <summary>A minibatch is done.</summary>
/// <param name="End">The trainer's event.</param>
public sealed record IterationDone(EndIteration End) : RunEvent;

/// <summary>A pass is done, tested and saved.</summary>
/// <param name="Result">What it achieved.</param>
/// <param name="Metrics">The metrics of the test.</param>
public sealed record PassDone(PassResult Result, Metrics Metrics) : RunEvent;
