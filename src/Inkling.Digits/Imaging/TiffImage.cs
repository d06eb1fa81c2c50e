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

    /// <summary>How many pages there are, by the chain of their directories, which ends where it comes back to where it was; a page outside of the file is one that is cut off.</summary>
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

    /// <summary>Decodes a page as it is stored, and says how it is to be turned.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="page">Which one, from 0.</param>
    /// <exception cref="InvalidDataException">It is damaged, cut short, too large, or of a kind that cannot be read.</exception>
    public static (SKBitmap Bitmap, SKEncodedOrigin Origin) Decode(byte[] content, string name, int page)
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

            // The library mirrors, but never turns; asked for what is there already, it does neither.
            var origin = Field(tiff, TiffTag.ORIENTATION) is >= (int)SKEncodedOrigin.TopLeft and <= (int)SKEncodedOrigin.LeftBottom and var tag ? (SKEncodedOrigin)tag : SKEncodedOrigin.TopLeft;
            var raster = new int[width * height];
            if (!tiff.ReadRGBAImageOriented(width, height, raster, (BitMiracle.LibTiff.Classic.Orientation)origin, stopOnError: true))
                throw Damaged(name);
            var pixels = MemoryMarshal.AsBytes(raster.AsSpan());
            if (IsGrayWithOpacity(tiff))
                ReadGrayWithOpacity(tiff, width, pixels);
            if (IsPremultiplied(tiff))
                Unpremultiply(pixels);
            var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            pixels.CopyTo(bitmap.GetPixelSpan());
            return (bitmap, origin);
        }
        catch (Exception e) when (e is not InvalidDataException)
        {
            // The library trusts what a file says of itself, and fails in many ways where that is untrue.
            throw Damaged(name, e);
        }
    }

    private static bool IsGrayWithOpacity(Tiff tiff) =>
        Field(tiff, TiffTag.SAMPLESPERPIXEL) == 2 && Opacity(tiff) is ExtraSample.ASSOCALPHA or ExtraSample.UNASSALPHA
        && Field(tiff, TiffTag.PHOTOMETRIC) is (int)Photometric.MINISBLACK or (int)Photometric.MINISWHITE && Field(tiff, TiffTag.BITSPERSAMPLE) is 8 or 16
        && !tiff.IsTiled() && Field(tiff, TiffTag.PLANARCONFIG) == (int)PlanarConfig.CONTIG;

    private static ExtraSample Opacity(Tiff tiff) =>
        tiff.GetField(TiffTag.EXTRASAMPLES) is [_, var kinds] && kinds.ToShortArray() is [var kind, ..] ? (ExtraSample)kind : ExtraSample.UNSPECIFIED;

    /// <summary>
    /// Of gray pixels the library passes over the opacity, so that clear paper is black, or over the gray, where it was multiplied by the opacity. What is stored in rows, the usual way, is
    /// read here.
    /// </summary>
    private static void ReadGrayWithOpacity(Tiff tiff, int width, Span<byte> pixels)
    {
        int bytes = Field(tiff, TiffTag.BITSPERSAMPLE) / 8, line = tiff.ScanlineSize();
        bool isWhiteZero = Field(tiff, TiffTag.PHOTOMETRIC) == (int)Photometric.MINISWHITE, isMultiplied = Opacity(tiff) == ExtraSample.ASSOCALPHA;
        var stored = new byte[line * (pixels.Length / (4 * width))];
        for (int strip = 0, at = 0, read; at < stored.Length; strip++, at += read)
        {
            read = tiff.ReadEncodedStrip(strip, stored, at, stored.Length - at);
            if (read <= 0)
                throw new InvalidOperationException("a strip is missing");
        }

        for (int i = 0; i < pixels.Length / 4; i++)
        {
            // Of two bytes the high one, which is the last where .NET runs.
            int gray = (i / width * line) + (2 * (i % width) * bytes) + bytes - 1;
            var pixel = pixels.Slice(4 * i, 4);
            byte opacity = stored[gray + bytes], full = isMultiplied ? opacity : byte.MaxValue;
            pixel.Fill(isWhiteZero ? (byte)Math.Max(0, full - stored[gray]) : stored[gray]);
            pixel[3] = opacity;
        }
    }

    /// <summary>The library multiplies colours by their opacity, where the file has not done so; gray pixels stay as they are.</summary>
    private static bool IsPremultiplied(Tiff tiff) =>
        Field(tiff, TiffTag.SAMPLESPERPIXEL) > 2 || Opacity(tiff) == ExtraSample.ASSOCALPHA;

    private static void Unpremultiply(Span<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int alpha = pixels[i + 3];
            for (int colour = i; alpha is > 0 and < byte.MaxValue && colour < i + 3; colour++)
                pixels[colour] = (byte)Math.Min(byte.MaxValue, ((pixels[colour] * byte.MaxValue) + (alpha / 2)) / alpha);
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
