using BitMiracle.LibTiff.Classic;
using CsCheck;
using Inkling.Digits.Imaging;
using Inkling.TestKit;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_file_is_decoded_by_its_content_whatever_its_name(SKEncodedImageFormat format)
    {
        using var drawn = Picture.Draw(20, 10, new SKColor(200, 200, 200), _ => { });
        string path = _folder.File("picture.gif", drawn.Encode(format));

        var image = ImageFile.Load(path);

        Assert.Equal((20, 10), (image.Width, image.Height));
        Assert.All(image.Pixels.ToArray(), pixel => Assert.InRange(pixel, 198, 202));
    }

    [Fact]
    public void A_bitmap_is_read() => Assert.Equal(77, Load(Picture.Bmp(5, 3, 77))[4, 2]);

    [Theory]
    [InlineData(255, 255, 255, 255, 255)]
    [InlineData(255, 255, 255, 0, 0)]
    [InlineData(255, 255, 255, 100, 100)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(0, 255, 255, 255, 179)]
    public void A_JPEG_in_the_inks_of_a_printer_is_read(byte cyan, byte magenta, byte yellow, byte black, int gray)
    {
        var image = Load(Picture.CmykJpeg(cyan, magenta, yellow, black));

        Assert.Equal((8, 8), (image.Width, image.Height));
        Assert.All(image.Pixels.ToArray(), pixel => Assert.InRange(pixel, gray - 2, gray + 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void A_single_pixel_is_an_image_with_nothing_written(byte level)
    {
        using var drawn = Picture.Draw(1, 1, new SKColor(level, level, level), _ => { });

        var reading = new Recognizer(DigitModel.Open("lenet")).Read(Load(drawn.Encode(SKEncodedImageFormat.Png)));

        Assert.Empty(reading.Digits);
        Assert.True(reading.IsRejected);
        Assert.Equal("", reading.BestGuess);
    }

    [Fact]
    public void Of_an_animation_the_first_frame_is_read()
    {
        var image = Load(Picture.Gif(20, 60, 200));

        Assert.All(image.Pixels.ToArray(), pixel => Assert.Equal(60, pixel));
    }

    [Fact]
    public void A_large_photo_is_read_at_a_fraction_of_its_size_and_its_boxes_are_in_pixels_of_the_file()
    {
        using var drawn = Picture.Draw(4000, 3000, SKColors.White, canvas => Drawing.Box(canvas, 1600, 800, 400, 1200, 0));
        string path = _folder.File("photo.jpg", drawn.Encode(SKEncodedImageFormat.Jpeg));

        var image = ImageFile.Load(path);
        var box = DigitNormalizer.Normalize(image).Box;

        Assert.Equal((1000, 750, 4), (image.Width, image.Height, image.Reduction));
        Assert.InRange(box.X, 1590, 1600);
        Assert.InRange(box.Y, 790, 800);
        Assert.InRange(box.Width, 400, 420);
        Assert.InRange(box.Height, 1200, 1220);
    }

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(255, 255, 255, 255)]
    public void Colours_become_the_luma_of_Rec_601(byte red, byte green, byte blue, byte gray)
    {
        using var drawn = Picture.Draw(3, 3, new SKColor(red, green, blue), _ => { });

        Assert.Equal(gray, Load(drawn.Encode(SKEncodedImageFormat.Png))[1, 1]);
    }

    [Fact]
    public void A_gray_file_keeps_its_levels_also_where_colours_are_asked_for()
    {
        var levels = Picture.Noise(13, 7);
        using var drawn = new SKBitmap(new SKImageInfo(13, 7, SKColorType.Gray8, SKAlphaType.Opaque));
        levels.Pixels.Span.CopyTo(drawn.GetPixelSpan());
        byte[] file = drawn.Encode(SKEncodedImageFormat.Png);

        Assert.Equal(levels.Pixels.ToArray(), Load(file).Pixels.ToArray());
        var colors = ImageFile.Load(file, "gray", inColor: true).Colors;
        Assert.Equal(3, colors.Count);
        Assert.All(colors, color => Assert.Equal(levels.Pixels.ToArray(), color.Pixels.ToArray()));
    }

    [Fact]
    public void Transparency_is_laid_on_white_paper()
    {
        using var drawn = Picture.Draw(2, 1, SKColors.Transparent, _ => { });
        drawn.SetPixel(1, 0, new SKColor(0, 0, 0, 102));

        var image = Load(drawn.Encode(SKEncodedImageFormat.Png));

        Assert.Equal([255, 153], image.Pixels.ToArray());
    }

    [Fact]
    public void Sixteen_bits_a_colour_are_read()
    {
        using var drawn = Picture.Draw(4, 4, new SKColor(100, 100, 100), _ => { }, SKColorType.RgbaF16);
        byte[] png = drawn.Encode(SKEncodedImageFormat.Png);
        Assert.Equal(16, png[24]);

        Assert.InRange(Load(png)[0, 0], 99, 101);
    }

    // Stored 24x16: black in the top left quarter, gray in the top right one, white below.
    [Theory]
    [InlineData(1, 0, 128, 255, 255)]
    [InlineData(2, 128, 0, 255, 255)]
    [InlineData(3, 255, 255, 128, 0)]
    [InlineData(4, 255, 255, 0, 128)]
    [InlineData(5, 0, 255, 128, 255)]
    [InlineData(6, 255, 0, 255, 128)]
    [InlineData(7, 255, 128, 255, 0)]
    [InlineData(8, 128, 255, 0, 255)]
    public void The_orientation_of_the_camera_is_applied(byte orientation, int topLeft, int topRight, int bottomLeft, int bottomRight)
    {
        using var drawn = Picture.Draw(24, 16, SKColors.White, canvas =>
        {
            using var black = new SKPaint { Color = SKColors.Black };
            using var gray = new SKPaint { Color = new SKColor(128, 128, 128) };
            canvas.DrawRect(0, 0, 12, 8, black);
            canvas.DrawRect(12, 0, 12, 8, gray);
        });

        var image = Load(Picture.WithOrientation(drawn.Encode(SKEncodedImageFormat.Jpeg), orientation));

        Assert.Equal(orientation < 5 ? (24, 16) : (16, 24), (image.Width, image.Height));
        int right = image.Width - 2, bottom = image.Height - 2;
        Assert.InRange(image[1, 1], topLeft - 4, topLeft + 4);
        Assert.InRange(image[right, 1], topRight - 4, topRight + 4);
        Assert.InRange(image[1, bottom], bottomLeft - 4, bottomLeft + 4);
        Assert.InRange(image[right, bottom], bottomRight - 4, bottomRight + 4);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_and_left_open()
    {
        using var drawn = Picture.Draw(8, 8, SKColors.Black, _ => { });
        using var inner = new MemoryStream(drawn.Encode(SKEncodedImageFormat.Png));
        using var stream = new ForwardStream(inner);

        Assert.Equal(0, ImageFile.Load(stream, "standard input")[7, 7]);
        Assert.True(inner.CanRead);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder.Path, "no", "such.png");

        var error = Assert.Throws<FileNotFoundException>(() => ImageFile.Load(path));

        Assert.Equal($"{path}: there is no such file.", error.Message);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Load(_folder.Path));

        Assert.Contains("found a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "the file is empty");

    [Fact]
    public void A_text_with_the_name_of_a_picture_is_refused() => Refused("hello, I am text"u8.ToArray(), "found a text.");

    [Fact]
    public void An_MNIST_file_does_not_pass_for_a_picture() =>
        Refused([0, 0, 8, 3, 0, 0, 0, 1, .. new byte[100]], "found an IDX file, which is a data set");

    [Theory]
    [InlineData("%PDF-1.7", "found a PDF")]
    [InlineData("\0\0\0 ftypheic....", "found an HEIC photo, as iPhones take them; save it as JPEG")]
    [InlineData("\0\0\0 ftypavif....", "found an AVIF image")]
    [InlineData("\0\0\0 ftypisom....", "found a video")]
    [InlineData("<?xml version='1.0'?>\n<svg xmlns='", "found an SVG drawing")]
    [InlineData("<!DOCTYPE html>", "found a web page")]
    [InlineData("P5\n28 28\n255\n", "found a Netpbm image")]
    [InlineData("--x7Yz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n", "found a form; pass the file that is in it")]
    public void What_else_people_bring_is_called_by_its_name(string start, string words) => Refused(System.Text.Encoding.Latin1.GetBytes(start), words);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_page_of_a_TIFF_is_read_whatever_its_order_of_bytes(bool isBigEndian)
    {
        var image = ImageFile.Load(Bilevel(isBigEndian), "fax.tif");

        Assert.Equal((9, 2), (image.Width, image.Height));
        Assert.Equal([255, 0, 255, 255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Every_page_of_a_TIFF_is_an_image_and_other_files_have_one()
    {
        string fax = Path.Combine(_folder.Path, "fax.tif"), png = Path.Combine(_folder.Path, "one.png");
        File.WriteAllBytes(fax, TwoPages());
        using (var drawn = Picture.Draw(20, 20, SKColors.White, _ => { }))
            File.WriteAllBytes(png, drawn.Encode(SKEncodedImageFormat.Png));

        Assert.Equal([0, 255], ImageFile.LoadPages(fax).Select(page => (int)page.Pixels.Span[1]));
        Assert.Single(ImageFile.LoadPages(png));

        // A chain of pages that comes back to its beginning ends there.
        byte[] loop = Bilevel(isBigEndian: false);
        BitConverter.TryWriteBytes(loop.AsSpan(loop.Length - 4), 12);
        File.WriteAllBytes(fax, loop);
        Assert.Single(ImageFile.LoadPages(fax));
    }

    [Theory]
    [InlineData(ExtraSample.UNASSALPHA, 200, 200, 200, 128)]
    [InlineData(ExtraSample.ASSOCALPHA, 100, 100, 100, 128)]
    [InlineData(ExtraSample.UNASSALPHA, 200, 128)]
    [InlineData(ExtraSample.ASSOCALPHA, 100, 128)]
    public void Half_transparent_ink_of_a_TIFF_lies_on_white_once(ExtraSample opacity, params int[] pixel)
    {
        byte[] clear = new byte[pixel.Length];
        byte[] file = Stored(2, 1, [.. pixel.Select(value => (byte)value), .. clear], tiff => tiff.SetField(TiffTag.EXTRASAMPLES, 1, new[] { (short)opacity }));

        // 200 · 128/255 + 255 · 127/255 = 227, but for what rounds away on the way. What is clear is paper.
        var read = ImageFile.Load(file, "gray.tif").Pixels.ToArray();
        Assert.InRange(read[0], 226, 228);
        Assert.Equal(255, read[1]);
    }

    [Theory]
    [InlineData(Photometric.MINISBLACK, ExtraSample.UNASSALPHA, 8, new byte[] { 200, 128, 0, 0, 10, 255, 90, 255 }, "227 255 10 90")]
    [InlineData(Photometric.MINISWHITE, ExtraSample.UNASSALPHA, 8, new byte[] { 55, 128, 0, 0, 245, 255, 165, 255 }, "227 255 10 90")]
    [InlineData(Photometric.MINISWHITE, ExtraSample.ASSOCALPHA, 8, new byte[] { 28, 128, 0, 0, 245, 255, 165, 255 }, "227 255 10 90")]
    [InlineData(Photometric.MINISBLACK, ExtraSample.UNASSALPHA, 16, new byte[] { 1, 200, 1, 128, 0, 0, 0, 0, 1, 10, 255, 255, 1, 90, 255, 255 }, "227 255 10 90")]
    [InlineData(Photometric.MINISBLACK, ExtraSample.UNSPECIFIED, 8, new byte[] { 227, 0, 255, 0, 10, 0, 90, 0 }, "227 255 10 90")]
    public void Gray_with_opacity_is_read_from_every_strip(Photometric kind, ExtraSample opacity, int bits, byte[] samples, string gray)
    {
        byte[] file = Stored(1, 4, samples, tiff =>
        {
            tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 2);
            tiff.SetField(TiffTag.PHOTOMETRIC, kind);
            tiff.SetField(TiffTag.ROWSPERSTRIP, 1);
            tiff.SetField(TiffTag.EXTRASAMPLES, 1, new[] { (short)opacity });
        });

        Assert.All(
            gray.Split(' ').Select(int.Parse).Zip(ImageFile.Load(file, "gray.tif").Pixels.ToArray()), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
    }

    [Theory]
    [InlineData(1, "1 2 3/4 5 6")]
    [InlineData(2, "3 2 1/6 5 4")]
    [InlineData(3, "6 5 4/3 2 1")]
    [InlineData(4, "4 5 6/1 2 3")]
    [InlineData(5, "1 4/2 5/3 6")]
    [InlineData(6, "4 1/5 2/6 3")]
    [InlineData(7, "6 3/5 2/4 1")]
    [InlineData(8, "3 6/2 5/1 4")]
    public void A_TIFF_is_turned_as_it_asks(int orientation, string upright)
    {
        byte[] file = Stored(3, 2, [1, 2, 3, 4, 5, 6], tiff => tiff.SetField(TiffTag.ORIENTATION, (BitMiracle.LibTiff.Classic.Orientation)orientation));

        var read = ImageFile.Load(file, "turned.tif");

        Assert.Equal(upright, string.Join('/', Enumerable.Range(0, read.Height).Select(y => string.Join(' ', read.Row(y).ToArray()))));
    }

    /// <summary>A TIFF of bytes as they are: gray, gray and opacity, or three colours and opacity.</summary>
    private static byte[] Stored(int width, int height, byte[] pixels, Action<Tiff> set)
    {
        int samples = pixels.Length / (width * height);
        using var stream = new MemoryStream();
        var tiff = Tiff.ClientOpen("stored.tif", "w", stream, new TiffStream());
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, samples);
        tiff.SetField(TiffTag.PHOTOMETRIC, samples > 2 ? Photometric.RGB : Photometric.MINISBLACK);
        tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, Compression.NONE);
        tiff.SetField(TiffTag.ROWSPERSTRIP, height);
        set(tiff);
        for (int y = 0; y < height; y++)
            tiff.WriteScanline(pixels[(y * width * samples)..((y + 1) * width * samples)], y);
        tiff.FlushData();
        tiff.WriteDirectory();
        return stream.ToArray();
    }

    [Fact]
    public void A_TIFF_that_is_damaged_anywhere_is_refused_or_read_and_nothing_else()
    {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = Bilevel(isBigEndian: i % 2 == 0);
            for (int change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes = bytes[..random.Next(4, bytes.Length + 1)];

            var error = Record.Exception(() => ImageFile.Load(bytes, "fax.tif"));

            Assert.True(error is null or InvalidDataException, $"case {i}: {error}");
        }
    }

    [Fact]
    public void A_JPEG_without_its_end_is_refused_where_the_decoder_is_content()
    {
        using var drawn = Picture.Draw(200, 200, SKColors.White, canvas => Picture.Two(canvas, new SKRect(30, 30, 170, 170), 12, SKColors.Black));
        byte[] whole = drawn.Encode(SKEncodedImageFormat.Jpeg);

        // Behind the end may lie anything, such as the film of a moving photo; and a small picture before it has an end of its own.
        ImageFile.Load([.. whole, 0xFF, 0xDA, 0, 4, 1, 2], "whole.jpg");
        Refused([.. whole[..2], 0xFF, 0xE1, 0, 4, 0xFF, 0xD9, .. whole[2..^2]], "this JPEG image is cut short");
        Refused(whole[..^2], "this JPEG image is cut short");
    }

    /// <summary>An uncompressed page of 9×2 pixels of two levels, of which 0 is white.</summary>
    private static byte[] Bilevel(bool isBigEndian)
    {
        byte[] pixels = [0b0100_0000, 0b1000_0000, 0b1000_0000, 0];
        return [.. isBigEndian ? "MM"u8 : "II"u8, .. Number(42, 2, isBigEndian), .. Number(8 + pixels.Length, 4, isBigEndian), .. pixels, .. Directory(photometric: 0, pixelsAt: 8, next: 0, isBigEndian)];
    }

    /// <summary>Two pages of the same pixels, of which the second takes 0 for black.</summary>
    private static byte[] TwoPages()
    {
        byte[] first = Bilevel(isBigEndian: false);
        byte[] directory = Directory(photometric: 0, pixelsAt: 8, next: first.Length, isBigEndian: false);
        return [.. first[..^directory.Length], .. directory, .. Directory(photometric: 1, pixelsAt: 8, next: 0, isBigEndian: false)];
    }

    private static byte[] Directory(int photometric, int pixelsAt, int next, bool isBigEndian)
    {
        (int Tag, int Type, int Value)[] fields = [(256, 3, 9), (257, 3, 2), (258, 3, 1), (259, 3, 1), (262, 3, photometric), (273, 4, pixelsAt), (277, 3, 1), (278, 3, 2), (279, 4, 4)];
        return
        [
            .. Number(fields.Length), .. fields.SelectMany(field => (byte[])[.. Number(field.Tag), .. Number(field.Type), .. Number(1, 4), .. field.Type == 3 ? [.. Number(field.Value), 0, 0] : Number(field.Value, 4)]),
            .. Number(next, 4),
        ];

        byte[] Number(int value, int size = 2) => ImageFileTests.Number(value, size, isBigEndian);
    }

    private static byte[] Number(int value, int size, bool isBigEndian)
    {
        byte[] bytes = BitConverter.GetBytes(value)[..size];
        return isBigEndian ? [.. bytes.Reverse()] : bytes;
    }

    [Fact]
    public void A_signature_alone_is_refused() =>
        Refused([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], "header of this PNG image is damaged");

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_picture_cut_short_is_refused(SKEncodedImageFormat format)
    {
        var box = new SKRect(30, 30, 170, 170);
        using var drawn = Picture.Draw(200, 200, SKColors.White, canvas => Picture.Two(canvas, box, 12, SKColors.Black));
        byte[] whole = drawn.Encode(format);

        Refused(whole[..(whole.Length / 2)], "cut short");
    }

    [Fact]
    public void A_bitmap_cut_short_is_refused() => Refused(Picture.Bmp(40, 40, 5)[..3000], "cut short");

    [Fact]
    public void An_animation_cut_short_in_its_first_frame_is_refused() => Refused(Picture.Gif(30, 60, 200)[..700], "cut short");

    [Fact]
    public void Too_many_pixels_are_refused_by_the_header()
    {
        byte[] huge = Picture.Bmp(1, 1, 0);
        BitConverter.TryWriteBytes(huge.AsSpan(18), 20_000);
        BitConverter.TryWriteBytes(huge.AsSpan(22), 20_000);

        Refused(huge, "expected at most 40,000,000 pixels, found 20000x20000 = 400,000,000");
    }

    [Fact]
    public void A_PNG_of_900_million_pixels_is_refused_before_memory_is_taken()
    {
        byte[] huge = Picture.PngHeader(30_000, 30_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused(huge, "expected at most 40,000,000 pixels, found 30000x30000 = 900,000,000");

        // A gray plane of it would be 900 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Forty_million_pixels_are_not_too_many()
    {
        byte[] sheet = Picture.Bmp(8000, 5000, 200);

        Assert.Equal(200, Load(sheet)[7999, 4999]);
    }

    [Fact]
    public void A_picture_without_pixels_is_refused()
    {
        byte[] none = Picture.Bmp(1, 1, 0);
        BitConverter.TryWriteBytes(none.AsSpan(18), 0);

        Refused(none, "BMP image is damaged");
    }

    [Fact]
    public void Garbled_files_give_an_image_or_InvalidDataException_and_nothing_else()
    {
        using var drawn = Picture.Draw(40, 40, SKColors.White, canvas => Picture.Two(canvas, new SKRect(8, 8, 32, 32), 4, SKColors.Black));
        byte[][] files =
        [
            drawn.Encode(SKEncodedImageFormat.Png), drawn.Encode(SKEncodedImageFormat.Jpeg), drawn.Encode(SKEncodedImageFormat.Webp),
            Picture.Bmp(40, 40, 9), Picture.Gif(40, 10, 20),
        ];
        var file = Gen.Int[0, files.Length - 1].Select(i => files[i]);
        var change = Gen.Select(Gen.Int[0, 10_000], Gen.Byte);

        Gen.Select(file, change.Array[1, 20], Gen.Double[0.05, 1]).Sample((whole, changes, part) =>
        {
            byte[] garbled = whole[..(int)(whole.Length * part)];
            foreach (var (at, value) in changes)
                garbled[at % garbled.Length] = value;
            try
            {
                Load(garbled);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("picture", error.Message, StringComparison.Ordinal);
            }
        }, iter: 300, threads: 2);
    }

    private static GrayImage Load(byte[] content) => ImageFile.Load(new MemoryStream(content), "picture");

    private void Refused(byte[] content, string reason)
    {
        string path = _folder.File("digit.png", content);
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Load(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private sealed class ForwardStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 7));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
