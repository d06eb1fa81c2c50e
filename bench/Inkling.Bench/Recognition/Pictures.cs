using Inkling.Bench.Peers;

namespace Inkling.Bench.Recognition;

/// <summary>Gray pictures of one size, to be recognised.</summary>
/// <param name="Pixels">Count × height × width bytes, row by row, 0 background … 255 ink.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Height">Rows of one.</param>
/// <param name="Width">Columns of one.</param>
internal sealed record Pictures(byte[] Pixels, int Count, int Height, int Width)
{
    private const int LineHeight = 32, LineWidth = 256, DigitsOfALine = 9, Side = 28;

    /// <summary>Values of one picture.</summary>
    public int Size => Height * Width;

    public static Pictures Of(DigitSet digits) => new(digits.Pixels, digits.Count, Side, Side);

    /// <summary>Lines of nine digits side by side, as the line reader takes them.</summary>
    public static Pictures LinesOf(DigitSet digits)
    {
        int count = digits.Count / DigitsOfALine;
        var pixels = new byte[count * LineHeight * LineWidth];
        for (int digit = 0; digit < count * DigitsOfALine; digit++)
        {
            int left = 2 + Side * (digit % DigitsOfALine), top = (LineHeight - Side) / 2;
            for (int y = 0; y < Side; y++)
                digits.Pixels.AsSpan((digit * Side + y) * Side, Side).CopyTo(pixels.AsSpan((digit / DigitsOfALine * LineHeight + top + y) * LineWidth + left));
        }

        return new(pixels, count, LineHeight, LineWidth);
    }

    /// <summary>One of them.</summary>
    public Memory<byte> One(int index) => Pixels.AsMemory(index * Size, Size);
}
