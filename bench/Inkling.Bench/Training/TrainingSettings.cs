namespace Inkling.Bench.Training;

/// <summary>What every contender trains with: stochastic gradient descent on the mean cross-entropy of a batch.</summary>
public sealed record TrainingSettings
{
    public int BatchSize { get; init; } = 128;

    public int Threads { get; init; } = 2;

    public int Seed { get; init; } = 1;

    /// <summary>Small, so that no network diverges however many passes are timed.</summary>
    public double LearningRate { get; init; } = 0.01;

    public double Momentum { get; init; } = 0.9;

    /// <summary>Added to the gradient as <c>L2 · w</c>, for biases too.</summary>
    public double L2 { get; init; } = 5e-4;
}
