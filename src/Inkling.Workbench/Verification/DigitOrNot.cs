using Inkling.Data;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Digits.Imaging;

namespace Inkling.Workbench;

/// <summary>
/// Digits, and as many things that are none: other writing, what wrong readings of an image make of digits, textures. What the verifier
/// learns from (outlier exposure: D. Hendrycks, M. Mazeika, T. Dietterich, "Deep anomaly detection with outlier exposure", 2019).
/// </summary>
internal static class DigitOrNot
{
    /// <summary>The name of the data set.</summary>
    public const string Name = "digit-or-not";

    /// <summary>The part of the others that are textures, and that of those made of digits.</summary>
    private const double Textured = 0.15, Fragmentary = 0.4;

    /// <summary>Two digits of one fragment are samples that are near each other in the set, so that those held out at its end stay unseen.</summary>
    private const int Neighbourhood = 1000;

    /// <summary>Makes the data set of a set of digits: for every sample a digit and something that is none, in this order.</summary>
    public static Dataset Of(Dataset digits) =>
        new(Name, Channels: 1, NormalizedDigit.Size, NormalizedDigit.Size, DigitVerifier.ClassNames, Beside(digits.Train, seed: 1), Beside(digits.Test, seed: 2));

    // Made when first read, on all processors, and kept from then on.
    private static Reader<Sample> Beside(Reader<Sample> digits, int seed) => new Reader<Sample>(_ => Made([.. digits.Read()], seed), 2 * digits.Count).Cache();

    private static Sample[] Made(Sample[] digits, int seed)
    {
        var both = new Sample[2 * digits.Length];
        Parallel.For(0, digits.Length, i =>
        {
            var (digit, other) = Pair(digits, seed, i);
            both[2 * i] = new(digit, DigitVerifier.DigitClass);
            both[(2 * i) + 1] = new(other, 1 - DigitVerifier.DigitClass);
        });
        return both;
    }

    /// <summary>A digit and something that is none: a pure function of the seed and the index, given the digits.</summary>
    private static (ReadOnlyMemory<byte> Digit, ReadOnlyMemory<byte> Other) Pair(Sample[] digits, int seed, int index)
    {
        var random = Chance(seed, index);
        double kind = random.NextDouble();
        if (kind < Textured)
            return (digits[index].Pixels, Textures.Draw(random));
        if (kind > Textured + Fragmentary)
            return (digits[index].Pixels, SyntheticSigns.Draw(seed, index));

        int first = index / Neighbourhood * Neighbourhood, other = first + random.Next(Math.Min(Neighbourhood, digits.Length - first));
        return (digits[index].Pixels, Fragments.Draw(digits[index].Pixels.Span, digits[other].Pixels.Span, random));
    }

    // Seeds that are far apart for neighbours: those of Random are hashed, but only a little.
    private static Random Chance(int seed, int index) => new(unchecked((seed * 0x5DEECE6D) + (index * 0x2545F491)));
}
