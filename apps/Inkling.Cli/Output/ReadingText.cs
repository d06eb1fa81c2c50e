using System.Globalization;
using Inkling.Digits;

namespace Inkling.Cli;

/// <summary>What <c>recognize</c> prints of an image for a reader.</summary>
internal static class ReadingText
{
    private const int MostDoubtfulNamed = 2;

    public static string Of(string file, ImageReading reading, IReadOnlyList<string> classNames, int top)
    {
        var lines = new List<string> { $"{file}: {Summary(reading)}" };
        foreach (var digit in reading.Digits)
        {
            if (top > 0 && reading.Digits.Count > 1)
                lines.Add($"  {digit.Recognition.Label} at {digit.Seen.Box.X}, {digit.Seen.Box.Y}:");
            foreach (var (name, probability) in classNames.Zip(digit.Recognition.Probabilities).OrderByDescending(entry => entry.Second).Take(top))
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"  {name,-8} {probability * 100,6:F2} %"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Summary(ImageReading reading)
    {
        if (reading.Digits.Count == 0)
            return "nothing is written here";

        // A reading is as sure as its least sure digit.
        double confidence = 100 * reading.Digits.Min(digit => digit.Recognition.Probability);
        string text = reading.BestGuess.Replace("\n", " / ", StringComparison.Ordinal);
        string leftOut = LeftOut(reading) + (reading.Turned == 0 ? "" : $"; turned by {reading.Turned} degrees");
        return reading.IsRejected
            ? $"not recognised; the best guess is {text}{Doubtful(reading)}{leftOut}"
            : string.Create(CultureInfo.InvariantCulture, $"{text} ({confidence:F1} %){leftOut}");
    }

    private static string LeftOut(ImageReading reading) =>
        reading.DigitsLeftOut > 0 ? $"; {reading.DigitsLeftOut} more {(reading.DigitsLeftOut == 1 ? "digit stands" : "digits stand")} beside it: --digits many reads all"
        : reading.LeftOut switch { 0 => "", 1 => "; a sign that is no digit is left out", var count => $"; {count} signs that are no digits are left out" };

    /// <summary>Of several digits, those that nobody should trust: ", of which 3 (the 2nd) is doubtful".</summary>
    private static string Doubtful(ImageReading reading)
    {
        var doubtful = reading.Digits.Index().Where(digit => digit.Item.IsRejected).ToArray();
        if (reading.Digits.Count == 1 || doubtful.Length is 0 or > MostDoubtfulNamed || doubtful.Length == reading.Digits.Count)
            return "";
        return $", of which {string.Join(" and ", doubtful.Select(digit => $"{digit.Item.Recognition.Label} ({Ordinal(digit.Index + 1)})"))} {(doubtful.Length == 1 ? "is" : "are")} doubtful";
    }

    private static string Ordinal(int number) => number switch
    {
        _ when number % 100 is >= 11 and <= 13 => $"{number}th",
        _ when number % 10 == 1 => $"{number}st",
        _ when number % 10 == 2 => $"{number}nd",
        _ when number % 10 == 3 => $"{number}rd",
        _ => $"{number}th",
    };
}
