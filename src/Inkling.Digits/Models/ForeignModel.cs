using Inkling.Digits.Imaging;

namespace Inkling.Digits;

/// <summary>Files of other programs that are given where a model is expected, told by their first bytes.</summary>
internal static class ForeignModel
{
    private const int BytesToKnowItBy = 512, TarSignatureAt = 257;

    /// <summary>What a file is that is certainly no parameter file, in a few words; null where it may be one.</summary>
    public static string? NameOf(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[BytesToKnowItBy];
        ReadOnlySpan<byte> content = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        return content switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "a zip, as PyTorch (.pth) and Keras (.keras) write them",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file, as Keras (.h5) writes them",
            [0x80, >= 2 and <= 5, ..] when content.Length < 8 || content[7] != 0 => "a pickle of Python, as PyTorch and scikit-learn write them", // else the length of a header
            [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', (byte)'3', ..] => "a model of TensorFlow Lite",
            _ when content.Length > TarSignatureAt + 5 && content.Slice(TarSignatureAt, 5).SequenceEqual("ustar"u8) => "a tar of parameters, which holds no network",
            _ when ImageSignature.Of(content) is { } format => $"a {format} image",
            _ => null,
        };
    }
}
