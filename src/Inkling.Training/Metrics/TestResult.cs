namespace Inkling.Training;

/// <summary>What a test found.</summary>
/// <param name="Cost">The mean cost of the samples.</param>
/// <param name="Metrics">Their metrics.</param>
public sealed record TestResult(double Cost, Metrics Metrics);
