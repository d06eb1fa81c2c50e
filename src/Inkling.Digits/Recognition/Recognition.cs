namespace Inkling.Digits;

/// <summary>What a model says of one image.</summary>
/// <param name="Label">The name of the most probable class.</param>
/// <param name="Probability">Its probability, 0..1.</param>
/// <param name="Probabilities">Those of all classes; they add up to 1.</param>
public sealed record Recognition(string Label, float Probability, IReadOnlyList<float> Probabilities);
