namespace Inkling.Digits;

/// <summary>What a model says of one image.</summary>
/// <param name="Label">The name of the most probable class.</param>
/// <param name="Probability">Its probability, 0..1.</param>
/// <param name="Probabilities">Those of all classes; they add up to 1.</param>
public sealed record Recognition(string Label, float Probability, IReadOnlyList<float> Probabilities)
{
    /// <summary>The index of the largest value; of equal ones the first.</summary>
    internal static int Largest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
