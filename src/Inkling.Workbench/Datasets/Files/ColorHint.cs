using Inkling.Digits.Imaging;

namespace Inkling.Workbench.Datasets.Files;

/// <summary>Tells once that images whose colours may mean something become gray.</summary>
/// <param name="tell">Gets it.</param>
internal sealed class ColorHint(Action<string> tell)
{
    /// <summary>So many images are looked at; if most of them are coloured, the others are taken to be, too.</summary>
    private const int Looked = 20;

    /// <summary>Colours of a pixel that differ by more than this are seen; a tenth of such pixels makes a coloured image, and not a gray one in warm light.</summary>
    private const int Seen = 32, Part = 10;

    private int _images, _colored;

    /// <summary>Whether more images are to be shown to it, with their colours.</summary>
    public bool IsCurious => Volatile.Read(ref _images) < Looked;

    /// <summary>Looks at an image.</summary>
    public void Look(GrayImage image)
    {
        if (IsColored(image))
            Interlocked.Increment(ref _colored);
        if (Interlocked.Increment(ref _images) == Looked && 2 * Volatile.Read(ref _colored) > Looked)
            tell("the images are in colour and become gray; --channels 3 keeps their colours");
    }

    private static bool IsColored(GrayImage image)
    {
        if (image.Colors is not [var red, var green, var blue])
            return false;
        ReadOnlySpan<byte> r = red.Pixels.Span, g = green.Pixels.Span, b = blue.Pixels.Span;
        int colored = 0;
        for (int i = 0; i < r.Length; i++)
        {
            if (Math.Max(r[i], Math.Max(g[i], b[i])) - Math.Min(r[i], Math.Min(g[i], b[i])) > Seen)
                colored++;
        }

        return Part * colored > r.Length;
    }
}
