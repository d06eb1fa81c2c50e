using System.Runtime.InteropServices;
using SkiaSharp;

namespace Inkling.Digits.Imaging;

/// <summary>The pixels of a decoded image file, in colour and as stored, from which upright planes of bytes are taken.</summary>
internal sealed class DecodedImage : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKEncodedOrigin _origin;
    private readonly int _reduction;

    private DecodedImage(SKBitmap bitmap, SKEncodedOrigin origin, int reduction)
    {
        _bitmap = bitmap;
        _origin = origin;
        _reduction = reduction;
    }

    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="sufficientSide">How long the longer side must stay when the decoder can reduce the image on the way.</param>
    /// <param name="page">Which page, from 0; formats but TIFF have one.</param>
    /// <exception cref="InvalidDataException">These bytes are not an image that can be read whole.</exception>
    public static DecodedImage Decode(byte[] content, string name, int sufficientSide, int page = 0)
    {
        if (content.Length == 0)
            throw new InvalidDataException($"{name}: the file is empty.");
        if (ImageSignature.Of(content) is not { } format)
        {
            throw new InvalidDataException(
                $"{name}: expected a {ImageFile.Formats} image, found {ImageSignature.OtherThan(content) ?? $"a file that begins with {Convert.ToHexString(content.AsSpan(0, Math.Min(8, content.Length)))}"}.");
        }

        if (format == ImageSignature.Tiff)
        {
            var (bitmap, origin) = TiffImage.Decode(content, name, page);
            return new DecodedImage(bitmap, origin, reduction: 1);
        }

        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException(
                $"{name}: the header of this {format} image is damaged or cut short ({content.Length:N0} bytes).");
        CheckSize(codec.Info.Width, codec.Info.Height, name);

        // No colour space: the stored values are the ones wanted, not ones converted to some screen's.
        var (size, reduction) = Size(codec, sufficientSide);
        bool isGray = codec.Info is { ColorType: SKColorType.Gray8, AlphaType: SKAlphaType.Opaque };
        var info = new SKImageInfo(size.Width, size.Height, isGray ? SKColorType.Gray8 : SKColorType.Rgba8888, isGray ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        var decoded = new SKBitmap(info);
        try
        {
            decoded.Erase(SKColors.Transparent);
            var result = codec.GetPixels(info, decoded.GetPixels());
            if (result != SKCodecResult.Success)
                throw new InvalidDataException($"{name}: {Reason(result, format, content.Length)}");
            if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && !ImageSignature.HasEndOfJpeg(content))
                throw new InvalidDataException($"{name}: {Reason(SKCodecResult.IncompleteInput, format, content.Length)}");
            return new DecodedImage(decoded, codec.EncodedOrigin, reduction);
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    /// <summary>Luma of Rec. 601.</summary>
    /// <param name="inColor">Whether the image keeps its colours beside.</param>
    public GrayImage Gray(bool inColor = false) => Plane(new Luma(299, 587, 114)).AsReduction(_reduction, inColor ? Colors() : []);

    /// <summary>The three colours, each as an image of its own: red, green, blue.</summary>
    private GrayImage[] Colors() => [Plane(new Luma(1000, 0, 0)), Plane(new Luma(0, 1000, 0)), Plane(new Luma(0, 0, 1000))];

    public void Dispose() => _bitmap.Dispose();

    private GrayImage Plane(Luma luma)
    {
        int width = _bitmap.Width, height = _bitmap.Height;
        if (_bitmap.ColorType == SKColorType.Gray8)
            return Orientation.Upright(width, height, _bitmap.GetPixelSpan().ToArray(), _origin);

        var stored = new byte[width * height];
        var source = MemoryMarshal.Cast<byte, Rgba>(_bitmap.GetPixelSpan());
        for (int i = 0; i < stored.Length; i++)
            stored[i] = luma.OnWhite(source[i]);

        return Orientation.Upright(width, height, stored, _origin);
    }

    /// <summary>The smallest size that suffices. A JPEG holds its pixels as frequencies of blocks of eight, so the decoder can give means
    /// of two, four or eight pixels without making the pixels first.</summary>
    private static (SKSizeI Size, int Reduction) Size(SKCodec codec, int sufficientSide)
    {
        var size = new SKSizeI(codec.Info.Width, codec.Info.Height);
        if (codec.EncodedFormat is not SKEncodedImageFormat.Jpeg)
            return (size, 1);

        int reduction = 1;
        while (reduction < 8 && Math.Max(size.Width, size.Height) / (2 * reduction) >= sufficientSide)
            reduction *= 2;
        return reduction == 1 ? (size, 1) : (codec.GetScaledDimensions(1f / reduction), reduction);
    }

    /// <exception cref="InvalidDataException">There are no pixels, or too many.</exception>
    internal static void CheckSize(int width, int height, string name)
    {
        long pixels = (long)width * height;
        if (width <= 0 || height <= 0)
            throw new InvalidDataException($"{name}: expected an image with pixels, found a size of {width}x{height}.");
        if (pixels > ImageFile.MaxPixels)
        {
            throw new InvalidDataException(
                $"{name}: expected at most {ImageFile.MaxPixels:N0} pixels, found {width}x{height} = {pixels:N0}.");
        }
    }

    private static string Reason(SKCodecResult result, string format, int length) => result switch
    {
        SKCodecResult.IncompleteInput => $"this {format} image is cut short: it ends after {length:N0} bytes, before its last pixel.",
        SKCodecResult.Unimplemented => $"this kind of {format} image cannot be read.",
        _ => $"this {format} image is damaged ({result}).",
    };

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha);

    /// <summary>Weights of the three colours, in thousandths.</summary>
    private readonly record struct Luma(uint Red, uint Green, uint Blue)
    {
        public byte OnWhite(Rgba pixel)
        {
            uint opaque = (Red * pixel.Red) + (Green * pixel.Green) + (Blue * pixel.Blue);
            return pixel.Alpha == 255
                ? (byte)((opaque + 500) / 1000)
                : (byte)(((opaque * pixel.Alpha) + (255_000u * (255u - pixel.Alpha)) + 127_500) / 255_000);
        }
    }
}
