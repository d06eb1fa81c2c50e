using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>Small gray images made of rectangles, where every pixel is known.</summary>
internal sealed class GrayImageBuilder(int width, int height, byte paper)
{
    private readonly byte[] _pixels = Sheet(width * height, paper);

    public GrayImageBuilder Fill(int x, int y, int columns, int rows, byte level)
    {
        for (int row = y; row < y + rows; row++)
            _pixels.AsSpan((row * width) + x, columns).Fill(level);
        return this;
    }

    public GrayImageBuilder Change(Func<int, byte, int> change)
    {
        for (int i = 0; i < _pixels.Length; i++)
            _pixels[i] = (byte)Math.Clamp(change(i, _pixels[i]), 0, 255);
        return this;
    }

    public GrayImage Image => new(width, height, _pixels.AsSpan());

    private static byte[] Sheet(int pixels, byte paper)
    {
        var sheet = new byte[pixels];
        Array.Fill(sheet, paper);
        return sheet;
    }
}
