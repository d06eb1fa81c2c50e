namespace Inkling.Digits;

/// <summary>What was read in an image.</summary>
/// <param name="Digits">In reading order: line by line from the top, each from left to right. Empty where nothing is written.</param>
public sealed record ImageReading(IReadOnlyList<ReadDigit> Digits)
{
    /// <summary>
    /// Signs that stand among the digits and are none, such as a point, a dash or a letter; several in a row are one. They are not in <see cref="BestGuess"/>:
    /// 3.14 is read as 314, with one sign left out.
    /// </summary>
    public int LeftOut { get; init; }

    /// <summary>Digits that stand in one line with the one that was asked for (<see cref="DigitCount.One"/>), and are not read: 81 is then 8, with one digit left out.</summary>
    public int DigitsLeftOut { get; init; }

    /// <summary>By how many degrees the image was turned clockwise until it was read: 0, or 90, 180 or 270, where several digits were read better so. Boxes are those of the image as it is.</summary>
    public int Turned { get; init; }

    /// <summary>What the image says: the labels one after the other, lines separated by a line feed. Empty where nothing is written, and where the reading is rejected.</summary>
    public string Text => IsRejected ? "" : BestGuess;

    /// <summary>The same, whether it is to be trusted or not: also what was rejected has a label. Empty only where nothing is written.</summary>
    public string BestGuess => string.Join('\n', Digits.GroupBy(digit => digit.Line).Select(line => string.Concat(line.Select(digit => digit.Recognition.Label))));

    /// <summary>Whether the reading is not to be trusted: nothing is written, or a digit is rejected.</summary>
    public bool IsRejected => Digits.Count == 0 || Digits.Any(digit => digit.IsRejected);
}
