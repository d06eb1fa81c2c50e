namespace Inkling.Data.Synthetic;

/// <summary>
/// Writing that is no digit, written by the same simulated hands as <see cref="SyntheticDigits"/> into the same field: letters and marks that nobody
/// takes for a digit, and scribbles. For learning to say that something is no digit.
/// </summary>
public static class SyntheticSigns
{
    /// <summary>Draws a sign: its pixels are a pure function of the seed and the index.</summary>
    /// <param name="seed">Another seed, other signs.</param>
    /// <param name="index">Which one, 0 or more.</param>
    /// <returns>28×28 bytes, 0 = paper, 255 = ink.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static byte[] Draw(int seed, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var image = new byte[InkField.Size * InkField.Size];
        WrittenOther.Draw((ulong)(uint)seed, index, image);
        return image;
    }
}
