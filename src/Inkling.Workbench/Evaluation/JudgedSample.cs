using Inkling.Data;

namespace Inkling.Workbench;

/// <summary>A sample, and what a model takes it for.</summary>
/// <param name="Index">Which of the samples it is, in the order of their reader.</param>
/// <param name="Sample">The image and its true class.</param>
/// <param name="Answer">The most probable class.</param>
/// <param name="Probability">Its probability, 0..1.</param>
public readonly record struct JudgedSample(int Index, Sample Sample, int Answer, float Probability)
{
    /// <summary>Whether the answer is the true class.</summary>
    public bool IsRight => Answer == Sample.Label;
}
