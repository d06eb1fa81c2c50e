namespace Inkling.Reliability.Fuzzing;

/// <summary>What came of many cases.</summary>
/// <param name="Cases">How many there were.</param>
/// <param name="Refused">How many were refused, each with an <see cref="InvalidDataException"/>; the others still read as something.</param>
/// <param name="Longest">The time that the slowest took.</param>
/// <param name="MostAllocated">The bytes that the greediest allocated, or null where that cannot be told.</param>
internal sealed record FuzzResult(int Cases, int Refused, TimeSpan Longest, long? MostAllocated);
