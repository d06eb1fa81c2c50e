using System.Globalization;
using Inkling.Digits;

namespace Inkling.Cli;

/// <summary>What <c>recognize</c> prints of an image for a reader.</summary>
internal static class ReadingText
{
    public static void Print(string file, ImageReading reading, IReadOnlyList<string> classNames, int top)
    {
        Line($"{file}: {Summary(reading)}");
        foreach (var digit in reading.Digits)
        {
            if (top > 0 && reading.Digits.Count > 1)
                Line($"  {digit.Recognition.Label} at {digit.Seen.Box.X}, {digit.Seen.Box.Y}:");
            foreach (var (name, probability) in classNames.Zip(digit.Recognition.Probabilities).OrderByDescending(entry => entry.Second).Take(top))
                Line($"  {name,-8} {probability * 100,6:F2} %");
        }
    }

    private static string Summary(ImageReading reading)
    {
        if (reading.Digits.Count == 0)
            return "nothing is written here";

        // A reading is as sure as its least sure digit.
        double confidence = 100 * reading.Digits.Min(digit => digit.Recognition.Probability);
        string text = reading.Text.Replace("\n", " / ", StringComparison.Ordinal);
        string leftOut = reading.LeftOut switch { 0 => "", 1 => "; a sign that is no digit is left out", var count => $"; {count} signs that are no digits are left out" };
        return reading.IsRejected
            ? $"not recognised; the best guess is {text}{leftOut}"
            : string.Create(CultureInfo.InvariantCulture, $"{text} ({confidence:F1} %){leftOut}");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
