using Inkling.Data;
using Inkling.Data.Lines;

namespace Inkling.Workbench;

/// <summary>Lines of digits to learn to read from, composed of MNIST's training digits and the pen's; tested on lines of digits that were held out of them.</summary>
internal static class DigitLines
{
    /// <summary>The name of the data set.</summary>
    public const string Name = "lines";

    /// <summary>Columns of a strip that is learned from. A network of columns reads any other width with the same parameters.</summary>
    public const int Width = 128;

    /// <summary>Lines of a pass: every pass has others.</summary>
    private const int Count = 50_000;

    private const int TestCount = 4_000;

    /// <summary>Training digits, from the end, of which the lines to test on are made; they are in no line that is learned from.</summary>
    private const int HeldOut = 5_000;

    private const int Seed = 1, TestSeed = 2;

    /// <summary>Makes the data set.</summary>
    /// <param name="digits">MNIST, or another collection of digits in its form; its test digits have no part in the lines.</param>
    public static Dataset Of(Dataset digits)
    {
        int learned = (int)digits.Train.Count! - HeldOut;
        return new(
            Name, Channels: 1, WrittenLines.Height, Width, WrittenLines.ClassNames,
            WrittenLines.Read(digits.Train.FirstN(learned), Count, Seed, Width, Environment.ProcessorCount),
            WrittenLines.Read(digits.Train.Skip(learned), TestCount, TestSeed, Width, Environment.ProcessorCount, varies: false))
        {
            MaxLabels = WrittenLines.MaxLabels,
        };
    }
}
