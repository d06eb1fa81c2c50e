namespace Inkling.Training;

/// <summary>How far a training is, after an iteration.</summary>
/// <param name="Pass">The pass at hand, 0-based.</param>
/// <param name="Passes">How many passes there are to be in all.</param>
/// <param name="Iteration">Iterations done, in all passes.</param>
/// <param name="Iterations">How many there will be in all passes; null where the reader does not know its length.</param>
/// <param name="Cost">The mean cost of the last minibatch.</param>
public sealed record TrainingProgress(int Pass, int Passes, long Iteration, long? Iterations, double Cost)
{
    /// <summary>The part that is done, 0..1; null where the end is not known.</summary>
    public double? Done => (double)Iteration / Iterations;
}
