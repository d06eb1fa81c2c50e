using System.Buffers;

namespace Inkling.Digits.Imaging;

/// <summary>
/// Tells image formats by their first bytes. The decoder knows more formats than these, among them one whose signature is two zero bytes
/// (WBMP), so that an MNIST file would pass for a picture; only the six named are let through.
/// </summary>
internal static class ImageSignature
{
    private static readonly SearchValues<byte> _printed = SearchValues.Create([(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (byte)letter)]);

    /// <summary>The format that has a decoder of its own.</summary>
    public const string Tiff = "TIFF";

    /// <summary>The name of the format, or null for any other.</summary>
    public static string? Of(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'B', (byte)'M', ..] => "BMP",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "WebP",
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => Tiff,
        _ => null,
    };

    /// <summary>What a file is that is none of these, in a few words; null where that is not known.</summary>
    public static string? OtherThan(ReadOnlySpan<byte> content)
    {
        if (content.Length > 12 && content[4..8].SequenceEqual("ftyp"u8))
        {
            var brand = content[8..12];
            return brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8) ? "an AVIF image; save it as JPEG or PNG"
                : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("hevc"u8) ? "an HEIC photo, as iPhones take them; save it as JPEG"
                : "a video";
        }

        return content switch
        {
            _ when content.StartsWith("--"u8) && content.IndexOf("Content-Disposition: form-data"u8) is > 0 and < 256 => "a form; pass the file that is in it",
            _ when content.StartsWith("%PDF"u8) => "a PDF; save its page as PNG",
            _ when Begins(content, "<svg"u8) || (Begins(content, "<?xml"u8) && content[..Math.Min(content.Length, 1024)].IndexOf("<svg"u8) >= 0) => "an SVG drawing; save it as PNG",
            _ when Begins(content, "<!DOCTYPE"u8) || Begins(content, "<html"u8) => "a web page",
            [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] or [0xFF, 0x4F, 0xFF, 0x51, ..] => "a JPEG 2000 image; save it as JPEG or PNG",
            [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] or [0xFF, 0x0A, ..] => "a JPEG XL image; save it as JPEG or PNG",
            [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)'\n' or (byte)' ' or (byte)'\r' or (byte)'\t', ..] => "a Netpbm image (PBM, PGM, PPM); save it as PNG",
            [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => "a Photoshop file; save it as PNG",
            [(byte)'P', (byte)'K', 3, 4, ..] => "a zip, or an office document",
            [0x1F, 0x8B, ..] => "a gzip file",
            [0, 0, 8, 1 or 3, ..] => "an IDX file, which is a data set",
            [(byte)'I', (byte)'I', 43, 0, ..] or [(byte)'M', (byte)'M', 0, 43, ..] => "a BigTIFF image; save it as TIFF or PNG",
            _ when content.Length > 0 && content[..Math.Min(content.Length, 64)].IndexOfAnyExcept(_printed) < 0 => "a text",
            _ => null,
        };
    }

    /// <summary>
    /// Whether a JPEG comes to its end marker, from marker to marker; of a progressive one, the decoder makes a picture of what comes before a cut, and calls that success.
    /// What lies in segments, such as a small picture, and behind the end, such as a film, is not looked at.
    /// </summary>
    public static bool HasEndOfJpeg(ReadOnlySpan<byte> content)
    {
        const byte Marker = 0xFF, End = 0xD9;
        int at = 2; // behind the marker of the beginning
        while (at + 1 < content.Length)
        {
            byte kind = content[at + 1];
            if (content[at] != Marker || kind is 0 or Marker or 1 or (>= 0xD0 and <= 0xD8))
            {
                // Coded data, in which a marker has a 0 behind it, padding, or a marker without a segment.
                int next = content[(at + 1)..].IndexOf(Marker);
                if (next < 0)
                    return false;
                at += 1 + next;
                continue;
            }

            if (kind == End)
                return true;
            if (at + 3 >= content.Length)
                return false;
            at += 2 + ((content[at + 2] << 8) | content[at + 3]);
        }

        return false;
    }

    private static bool Begins(ReadOnlySpan<byte> content, ReadOnlySpan<byte> word) => content.TrimStart([(byte)0xEF, (byte)0xBB, (byte)0xBF, (byte)32, (byte)9, (byte)13, (byte)10]).StartsWith(word);
}
