using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace Inkling.Digits.Imaging;

/// <summary>Reads the first page of a TIFF, of whatever compression: scans and faxes come as such.</summary>
internal static class TiffImage
{
    static TiffImage() => Tiff.SetErrorHandler(new Silent());

    /// <summary>Decodes the page, upright as far as flips go.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It is damaged, cut short, too large, or of a kind that cannot be read.</exception>
    public static SKBitmap Decode(byte[] content, string name)
    {
        try
        {
            using var tiff = Tiff.ClientOpen(name, "r", new MemoryStream(content, writable: false), new TiffStream()) ?? throw Damaged(name);
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
