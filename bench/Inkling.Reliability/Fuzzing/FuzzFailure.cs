namespace Inkling.Reliability.Fuzzing;

/// <summary>A case that a reader did not bear with.</summary>
internal sealed class FuzzFailure(string format, int seed, int index, byte[] bytes, string what, Exception? cause = null)
    : Exception($"{format}, seed {seed}, case {index} ({bytes.Length} bytes): {what}", cause)
{
    /// <summary>What the reader was given.</summary>
    public byte[] Bytes { get; } = bytes;
}
