using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace Inkling.Digits.Imaging;

/// <summary>Reads pages of a TIFF, of whatever compression: scans and faxes come as such.</summary>
internal static class TiffImage
{
    static TiffImage() => Tiff.SetErrorHandler(new Silent());

    /// <summary>How many pages there are; 1 where the file is too damaged to tell.</summary>
    public static int Pages(byte[] content)
    {
        try
        {
            using var tiff = Open(content, "");
            return Math.Max(1, (int)(tiff?.NumberOfDirectories() ?? 1));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return 1;
        }
    }

    /// <summary>Decodes a page, upright as far as flips go.</summary>
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
            var raster = new int[width * height];
            if (!tiff.ReadRGBAImageOriented(width, height, raster, BitMiracle.LibTiff.Classic.Orientation.TOPLEFT, stopOnError: true))
                throw Damaged(name);
            var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            raster.CopyTo(MemoryMarshal.Cast<byte, int>(bitmap.GetPixelSpan()));
            return bitmap;
        }
        catch (Exception e) when (e is not InvalidDataException and not OutOfMemoryException)
        {
            // The library trusts what a file says of itself, and fails in many ways where that is untrue.
            throw Damaged(name, e);
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
