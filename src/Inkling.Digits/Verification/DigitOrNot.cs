using System.Collections;
using Inkling.Data;
using Inkling.Data.Synthetic;
using Inkling.Digits.Imaging;

namespace Inkling.Digits;

/// <summary>
/// Digits, and as many things that are none: other writing, digits cut in the wrong place, textures. What the verifier learns from (an outlier
/// exposure after Hendrycks, Mazeika, Dietterich, "Deep anomaly detection with outlier exposure", 2019).
/// </summary>
internal static class DigitOrNot
{
    /// <summary>The name of the data set.</summary>
    public const string Name = "digit-or-not";

    /// <summary>The index of the digits among the classes.</summary>
    public const int DigitClass = 1;

    /// <summary>The names of the two classes.</summary>
    public static readonly IReadOnlyList<string> ClassNames = ["other", "digit"];

    /// <summary>Makes the data set of a set of digits: for every sample, in this order, itself and something that is no digit.</summary>
    public static Dataset Of(Dataset digits) =>
        new(Name, Channels: 1, NormalizedDigit.Size, NormalizedDigit.Size, ClassNames, Beside(digits.Train, seed: 1), Beside(digits.Test, seed: 2));

    private static Reader<Sample> Beside(Reader<Sample> digits, int seed)
    {
        var samples = new Samples(digits, seed);
        return new(_ => samples, 2 * digits.Count);
    }

    /// <summary>Something that is no digit: a pure function of the seed and the index, given the digits.</summary>
    private static byte[] Other(Sample[] digits, int seed, int index)
    {
        // Seeds that are far apart for neighbours: those of Random are hashed, but only a little.
        var random = new Random(unchecked((seed * 0x5DEECE6D) + (index * 0x2545F491)));
        var digit = digits[index].Pixels.Span;
        return random.Next(20) switch
        {
            < 9 => SyntheticSigns.Draw(seed, index),
            < 14 => WrongCuts.Pair(digit, digits[random.Next(digits.Length)].Pixels.Span, random),
            < 18 => WrongCuts.Piece(digit, random) ?? SyntheticSigns.Draw(seed, index),
            _ => Textures.Draw(random),
        };
    }

    /// <summary>Made when first read, on all processors, and kept from then on. Safe for many threads.</summary>
    private sealed class Samples(Reader<Sample> digits, int seed) : IEnumerable<Sample>
    {
        private readonly Lazy<Sample[]> _all = new(() =>
        {
            Sample[] all = [.. digits.Read()];
            var both = new Sample[2 * all.Length];
            Parallel.For(0, all.Length, i =>
            {
                both[2 * i] = new(all[i].Pixels, DigitClass);
                both[(2 * i) + 1] = new(Other(all, seed, i), 1 - DigitClass);
            });
            return both;
        });

        public IEnumerator<Sample> GetEnumerator() => _all.Value.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
