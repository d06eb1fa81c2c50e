namespace Inkling.Digits;

/// <summary>What was read in an image.</summary>
/// <param name="Digits">In reading order: line by line from the top, each from left to right. Empty where nothing is written.</param>
public sealed record ImageReading(IReadOnlyList<ReadDigit> Digits)
{
    /// <summary>
    /// Signs that stand among the digits and are none, such as a point, a dash or a letter; several in a row are one. They are not in <see cref="Text"/>:
    /// 3.14 is read as 314, with one sign left out.
    /// </summary>
    public int LeftOut { get; init; }

    /// <summary>The labels one after the other, lines separated by a line feed. Also what was rejected has a label: the best guess.</summary>
    public string Text => string.Join('\n', Digits.GroupBy(digit => digit.Line).Select(line => string.Concat(line.Select(digit => digit.Recognition.Label))));

    /// <summary>Whether the reading is not to be trusted: nothing is written, or a digit is rejected.</summary>
    public bool IsRejected => Digits.Count == 0 || Digits.Any(digit => digit.IsRejected);
}
