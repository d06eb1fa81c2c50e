using System.Text;

namespace Inkling.Digits.Imaging;

/// <summary>Small images as text, to see in a terminal what a network sees.</summary>
/// <remarks>
/// A character cell is about twice as high as wide, so one cell holds two pixels, one above the other, as Unicode half blocks: the aspect
/// is true and no row is lost. Ink takes the terminal's text colour and paper its background, so it reads the same on dark and light
/// terminals.
/// </remarks>
public static class DigitArt
{
    /// <summary>Pixels of this value and above are drawn as ink; below half, so that thin soft strokes stay whole.</summary>
    private const byte LeastInk = 96;

    /// <summary>Draws an image: a line of text for every two rows, a character for every column.</summary>
    /// <param name="pixels">0 paper to 255 ink, row by row.</param>
    /// <param name="width">Columns of the image.</param>
    /// <returns>The lines, parted by line feeds, without one at the end: 14 lines of 28 characters for a normalised digit.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The pixels do not make whole rows.</exception>
    public static string Render(ReadOnlySpan<byte> pixels, int width = NormalizedDigit.Size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixels.Length % width != 0)
            throw new ArgumentException($"Pixels of an image {width} wide: expected whole rows, got {pixels.Length} bytes.", nameof(pixels));

        var text = new StringBuilder();
        for (int row = 0; row < pixels.Length; row += 2 * width)
        {
            if (row > 0)
                text.Append('\n');
            for (int x = 0; x < width; x++)
            {
                bool upper = pixels[row + x] >= LeastInk;
                bool lower = row + width + x < pixels.Length && pixels[row + width + x] >= LeastInk;
                text.Append((upper, lower) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }
        }

        return text.ToString();
    }
}
