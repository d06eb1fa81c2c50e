namespace Inkling.Digits.Imaging;

/// <summary>
/// Tells image formats by their first bytes. The decoder knows more formats than these, among them one whose signature is two zero bytes
/// (WBMP), so that an MNIST file would pass for a picture; only the five named are let through.
/// </summary>
internal static class ImageSignature
{
    /// <summary>The name of the format, or null for any other.</summary>
    public static string? Of(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'B', (byte)'M', ..] => "BMP",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "WebP",
        _ => null,
    };
}
