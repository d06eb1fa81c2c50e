using System.Buffers.Binary;
using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace Inkling.Digits.Imaging;

/// <summary>Reads pages of a TIFF, of whatever compression: scans and faxes come as such.</summary>
internal static class TiffImage
{
    private const int MostPages = 10_000;

    /// <summary>A strip or a tile is at most the largest image, of eight bytes a pixel.</summary>
    private const int LargestBlock = 8 * ImageFile.MaxPixels;

    static TiffImage() => Tiff.SetErrorHandler(new Silent());

    /// <summary>How many pages there are, by the chain of their directories; it ends where it leaves the file or comes back to where it was.</summary>
    public static int Pages(ReadOnlySpan<byte> content)
    {
        const int FieldSize = 12;
        bool isBigEndian = content is [(byte)'M', ..];
        var seen = new HashSet<long>();
        for (long at = Number(content, 4, 4); at > 0 && seen.Count < MostPages && seen.Add(at); at = Number(content, at + 2 + (FieldSize * Number(content, at, 2)), 4))
        {
        }

        return Math.Max(1, seen.Count);

        long Number(ReadOnlySpan<byte> bytes, long offset, int size)
        {
            if (offset + size > bytes.Length)
                return 0;
            var number = bytes.Slice((int)offset, size);
            return (size, isBigEndian) switch
            {
                (2, true) => BinaryPrimitives.ReadUInt16BigEndian(number),
                (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(number),
                (_, true) => BinaryPrimitives.ReadUInt32BigEndian(number),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(number),
            };
        }
    }

    /// <summary>Decodes a page, upright as far as mirroring goes.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="page">Which one, from 0.</param>
    /// <exception cref="InvalidDataException">It is damaged, cut short, too large, or of a kind that cannot be read.</exception>
    public static SKBitmap Decode(byte[] content, string name, int page)
    {
        try
        {
            using var tiff = Open(content, name) ?? throw Damaged(name);
            if (page > 0 && !tiff.SetDirectory((short)page))
                throw Damaged(name);
            int width = Field(tiff, TiffTag.IMAGEWIDTH), height = Field(tiff, TiffTag.IMAGELENGTH);
            DecodedImage.CheckSize(width, height, name);
            if ((tiff.IsTiled() ? tiff.TileSize() : tiff.StripSize()) is <= 0 or > LargestBlock)
                throw Damaged(name);
            var raster = new int[width * height];
            if (!tiff.ReadRGBAImageOriented(width, height, raster, BitMiracle.LibTiff.Classic.Orientation.TOPLEFT, stopOnError: true))
                throw Damaged(name);
            var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            ToUnpremultiplied(MemoryMarshal.AsBytes(raster.AsSpan()), bitmap.GetPixelSpan());
            return bitmap;
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            // The library trusts what a file says of itself, and fails in many ways where that is untrue.
            throw Damaged(name, e);
        }
    }

    /// <summary>The library gives colours that are multiplied by their opacity.</summary>
    private static void ToUnpremultiplied(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        for (int i = 0; i < to.Length; i += 4)
        {
            int alpha = to[i + 3];
            for (int colour = i; alpha is > 0 and < byte.MaxValue && colour < i + 3; colour++)
                to[colour] = (byte)Math.Min(byte.MaxValue, ((to[colour] * byte.MaxValue) + (alpha / 2)) / alpha);
        }
    }

    private static Tiff? Open(byte[] content, string name) => Tiff.ClientOpen(name, "r", new MemoryStream(content, writable: false), new TiffStream());

    private static int Field(Tiff tiff, TiffTag tag) => tiff.GetField(tag) is [var value, ..] ? value.ToInt() : 0;

    private static InvalidDataException Damaged(string name, Exception? inner = null) => new($"{name}: this TIFF image is damaged, cut short, or of a kind that cannot be read.", inner);

    /// <summary>The library would write to the terminal.</summary>
    private sealed class Silent : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
