using System.Numerics;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>Picks the values that are not zero out of a row, each with a number that belongs to it.</summary>
internal static unsafe class NonZeros
{
    private const int Lanes = 8;

    /// <summary>For each of the 256 ways in which 8 lanes may be zero or not: the lanes that are not, in order.</summary>
    private static readonly int[] LanesOfMask = MakeLanes();

    /// <summary>
    /// Writes the values that are not zero, and of each its number times <paramref name="factor"/>, in order. Up to
    /// <paramref name="count"/> rounded up to 8 of both are overwritten.
    /// </summary>
    /// <returns>How many there are.</returns>
    public static int Collect(int count, float* values, int* numbers, int factor, float* foundValues, int* foundNumbers)
    {
        int found = 0, i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            fixed (int* lanes = LanesOfMask)
            {
                for (; i <= count - Lanes; i += Lanes)
                {
                    var value = Vector256.Load(values + i);
                    uint mask = ~Vector256.Equals(value, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
                    var order = Vector256.Load(lanes + mask * Lanes);
                    Vector256.ShuffleNative(value, order).Store(foundValues + found);
                    (Vector256.ShuffleNative(Vector256.Load(numbers + i), order) * factor).Store(foundNumbers + found);
                    found += BitOperations.PopCount(mask);
                }
            }
        }

        for (; i < count; i++)
        {
            foundValues[found] = values[i];
            foundNumbers[found] = numbers[i] * factor;

            // On the bits: a comparison of floats becomes a jump, and which values are zero cannot be predicted.
            found += BitConverter.SingleToUInt32Bits(values[i]) << 1 != 0 ? 1 : 0;
        }

        return found;
    }

    private static int[] MakeLanes()
    {
        var lanes = new int[256 * Lanes];
        for (int mask = 0; mask < 256; mask++)
        {
            for (int lane = 0, next = mask * Lanes; lane < Lanes; lane++)
            {
                if ((mask >> lane & 1) != 0)
                    lanes[next++] = lane;
            }
        }

        return lanes;
    }
}
