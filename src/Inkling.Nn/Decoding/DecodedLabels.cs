namespace Inkling.Nn;

/// <summary>Labels that columns may read as, and how likely they do.</summary>
/// <param name="Labels">The classes, 0-based, from left to right; maybe none.</param>
/// <param name="LogProbability">The natural logarithm of the probability that the columns read so, as far as the search has seen it.</param>
public sealed record DecodedLabels(ReadOnlyMemory<byte> Labels, double LogProbability);
