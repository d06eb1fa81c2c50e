namespace Inkling.Digits.Imaging;

/// <summary>
/// Reads image files: PNG, JPEG, WebP, BMP, the first frame of a GIF, and the first page of a TIFF, told apart by their content and never by their name.
/// </summary>
/// <remarks>
/// Colours become gray by the luma of Rec. 601 (0.299 R + 0.587 G + 0.114 B), transparency is laid on white paper, and the camera's
/// orientation (EXIF) is applied. Without state: any thread may call it at any time.
/// </remarks>
public static class ImageFile
{
    /// <summary>The most pixels an image may have. It is checked in the header, before any memory is taken for them.</summary>
    public const int MaxPixels = 40_000_000;

    /// <summary>The most bytes a file may have; an uncompressed bitmap of <see cref="MaxPixels"/> with four bytes a pixel fits.</summary>
    public const int MaxBytes = 192 * 1024 * 1024;

    private const int BlockSize = 64 * 1024;

    /// <summary>A photo (JPEG) is read at a half, a quarter or an eighth of its size as long as its longer side keeps so many pixels:
    /// several times faster, and no digit needs more. See <see cref="GrayImage.Reduction"/>.</summary>
    public const int SufficientSide = 1000;

    /// <summary>The names of the formats that are read, as messages say them.</summary>
    public const string Formats = "PNG, JPEG, WebP, BMP, GIF or TIFF";

    /// <summary>Whether a file in a folder is worth opening: its name ends like an image's. What it holds is still told by its content.</summary>
    public static bool HasImageExtension(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG" or ".JPE" or ".JFIF" or ".WEBP" or ".BMP" or ".GIF" or ".TIF" or ".TIFF";

    /// <summary>Reads an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inColor">Whether the image keeps its colours: see <see cref="GrayImage.Colors"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is a folder, empty, of another format, too large, damaged or cut short; the message names
    /// the file and the reason.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static GrayImage Load(string path, bool inColor = false) => Load(Content(path), path, inColor);

    /// <summary>Reads an image from a stream, to the stream's end. The stream stays open.</summary>
    /// <param name="stream">The bytes of an image file; it need not be seekable.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="inColor">Whether the image keeps its colours.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidDataException">It is empty, of another format, too large, damaged or cut short; the message begins with
    /// <paramref name="name"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static GrayImage Load(Stream stream, string name, bool inColor = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return Load(ReadToEnd(stream, name), name, inColor);
    }

    /// <summary>Reads an image from the bytes of its file.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="inColor">Whether the image keeps its colours.</param>
    /// <exception cref="InvalidDataException">It is empty, of another format, of too many pixels, damaged or cut short; the message begins with
    /// <paramref name="name"/>.</exception>
    public static GrayImage Load(byte[] content, string name, bool inColor = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        using var decoded = DecodedImage.Decode(content, name, SufficientSide);
        return decoded.Gray(inColor);
    }

    /// <summary>Reads all pages of an image file, of which only a TIFF has more than one; each when it is asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inColor">Whether the images keep their colours.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no image, or a page is damaged or too large.</exception>
    public static IEnumerable<GrayImage> LoadPages(string path, bool inColor = false)
    {
        byte[] content = Content(path);
        int pages = ImageSignature.Of(content) == ImageSignature.Tiff ? TiffImage.Pages(content) : 1;
        for (int page = 0; page < pages; page++)
        {
            using var decoded = DecodedImage.Decode(content, path, SufficientSide, page);
            yield return decoded.Gray(inColor);
        }
    }

    private static byte[] Content(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: expected an image file, found a folder.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file.", path);

        using var stream = File.OpenRead(path);
        return ReadToEnd(stream, path);
    }

    /// <summary>Reads an image from a stream, to the stream's end, without holding a thread meanwhile. The stream stays open.</summary>
    /// <param name="stream">The bytes of an image file, such as the body of a request.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="inColor">Whether the image keeps its colours.</param>
    /// <param name="cancellation">Stops waiting for the stream.</param>
    /// <exception cref="InvalidDataException">It is empty, of another format, too large, damaged or cut short.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<GrayImage> LoadAsync(Stream stream, string name, bool inColor = false, CancellationToken cancellation = default) =>
        Load(await ReadToEndAsync(stream, name, cancellation).ConfigureAwait(false), name, inColor);

    internal static async Task<byte[]> ReadToEndAsync(Stream stream, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        var buffer = new byte[BlockSize];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            Append(content, buffer.AsSpan(0, read), name);
        return content.ToArray();
    }

    private static byte[] ReadToEnd(Stream stream, string name)
    {
        using var content = new MemoryStream();
        var buffer = new byte[BlockSize];
        for (int read; (read = stream.Read(buffer)) > 0;)
            Append(content, buffer.AsSpan(0, read), name);
        return content.ToArray();
    }

    private static void Append(MemoryStream content, ReadOnlySpan<byte> block, string name)
    {
        if (content.Length + block.Length > MaxBytes)
            throw new InvalidDataException($"{name}: the file is too large: at most {MaxBytes:N0} bytes are read.");
        content.Write(block);
    }
}
