using System.Diagnostics;
using System.IO.Compression;
using CsCheck;
using Inkling.Digits.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

public class DigitNormalizerTests
{
    [Fact]
    public void Ink_may_be_dark_or_light_with_the_same_result()
    {
        var dark = Two(160, 200, new SKRect(40, 30, 120, 170), 12);
        var light = Inverted(160, 200, dark.Pixels);

        var fromDark = DigitNormalizer.Normalize(dark);
        var fromLight = DigitNormalizer.Normalize(light);

        Assert.Equal(Polarity.DarkOnLight, fromDark.Polarity);
        Assert.Equal(Polarity.LightOnDark, fromLight.Polarity);
        Assert.Equal(fromDark.Box, fromLight.Box);
        Assert.Equal(fromDark.Pixels.ToArray(), fromLight.Pixels.ToArray());
    }

    [Theory]
    [InlineData(100, 160)]
    [InlineData(160, 100)]
    public void The_digit_fills_twenty_pixels_on_its_longer_side_and_keeps_its_aspect(int columns, int rows)
    {
        var digit = DigitNormalizer.Normalize(Picture.Gray(300, 300).Fill(20, 60, columns, rows, 0).Image);

        Assert.Equal(new PixelBox(20, 60, columns, rows), digit.Box);
        var (width, height) = Extent(digit);
        Assert.Equal((columns < rows ? 13 : 20, columns < rows ? 20 : 13), (width, height));
    }

    [Fact]
    public void The_centre_of_mass_is_where_MNIST_has_it_wherever_the_digit_was()
    {
        var place = Gen.Int[0, 80];
        var side = Gen.Int[30, 80];

        Gen.Select(place, place, side, side, Gen.Int[3, 15]).Sample((x, y, width, height, thickness) =>
        {
            var digit = DigitNormalizer.Normalize(Two(200, 200, new SKRect(x + 20, y + 20, x + width + 20, y + height + 20), thickness));

            var (centreX, centreY) = CentreOfMass(digit.Pixels.Span);
            Assert.InRange(centreX, 14.5 - 0.51, 14.5 + 0.51);
            Assert.InRange(centreY, 14.5 - 0.51, 14.5 + 0.51);
            Assert.Equal(20, Math.Max(Extent(digit).Width, Extent(digit).Height));
        }, iter: 20);
    }

    [Fact]
    public void The_same_drawing_gives_nearly_the_same_digit_at_any_size()
    {
        var small = DigitNormalizer.Normalize(Two(100, 100, new SKRect(20, 20, 80, 80), 8)).Pixels.ToArray();
        var large = DigitNormalizer.Normalize(Two(1500, 1500, new SKRect(300, 300, 1200, 1200), 120)).Pixels.ToArray();

        double difference = small.Zip(large, (a, b) => Math.Abs(a - b)).Sum() / (double)small.Sum(pixel => pixel);
        Assert.InRange(difference, 0, 0.15);
    }

    [Fact]
    public void An_image_in_the_form_of_MNIST_passes_bit_by_bit()
    {
        var drawn = DigitNormalizer.Normalize(Two(160, 200, new SKRect(40, 30, 120, 170), 20));

        var again = DigitNormalizer.Normalize(new GrayImage(28, 28, drawn.Pixels.Span));

        Assert.Equal(Polarity.LightOnDark, again.Polarity);
        Assert.Equal(drawn.Pixels.ToArray(), again.Pixels.ToArray());
    }

    [Fact]
    public void Every_test_image_of_MNIST_passes_bit_by_bit()
    {
        string? folder = Environment.GetEnvironmentVariable("INKLING_DATA_DIR");
        string file = Path.Combine(folder ?? "", "t10k-images-idx3-ubyte.gz");
        Assert.SkipUnless(
            folder is not null && File.Exists(file), "INKLING_DATA_DIR does not name a folder with t10k-images-idx3-ubyte.gz.");

        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        stream.ReadExactly(new byte[16]);
        var pixels = new byte[784];
        int changed = 0;
        for (int i = 0; i < 10_000; i++)
        {
            stream.ReadExactly(pixels);
            changed += DigitNormalizer.Normalize(new GrayImage(28, 28, pixels.AsSpan())).Pixels.Span.SequenceEqual(pixels) ? 0 : 1;
        }

        Assert.Equal(0, changed);
    }

    [Fact]
    public void An_image_in_the_form_of_MNIST_but_black_on_white_is_only_inverted()
    {
        var drawn = DigitNormalizer.Normalize(Two(160, 200, new SKRect(40, 30, 120, 170), 20));

        var again = DigitNormalizer.Normalize(Inverted(28, 28, drawn.Pixels));

        Assert.Equal(Polarity.DarkOnLight, again.Polarity);
        Assert.Equal(drawn.Pixels.ToArray(), again.Pixels.ToArray());
    }

    [Fact]
    public void A_small_digit_in_a_28x28_image_is_enlarged()
    {
        var digit = DigitNormalizer.Normalize(Picture.Gray(28, 28, paper: 0).Fill(10, 9, 2, 10, 255).Image);

        Assert.Equal((4, 20), Extent(digit));
    }

    [Fact]
    public void Soft_edges_stay_gray()
    {
        var digit = DigitNormalizer.Normalize(Two(160, 200, new SKRect(40, 30, 120, 170), 16));

        int gray = digit.Pixels.ToArray().Count(pixel => pixel is > 20 and < 235);
        Assert.InRange(gray, 20, 300);
        Assert.Contains((byte)255, digit.Pixels.ToArray());
    }

    [Fact]
    public void Faint_ink_on_gray_paper_becomes_full_ink_on_bare_paper()
    {
        var digit = DigitNormalizer.Normalize(Picture.Gray(100, 100, paper: 230).Fill(30, 20, 20, 60, 190).Image);

        Assert.Equal(255, digit.Pixels.ToArray().Max());
        Assert.Equal(0, digit.Pixels.Span[0]);
    }

    [Fact]
    public void Ink_is_as_dark_as_all_of_MNISTs_is_whatever_the_pen()
    {
        var digit = DigitNormalizer.Normalize(Picture.Gray(100, 100, paper: 255).Fill(30, 20, 20, 60, 55).Image);

        Assert.Equal(255, digit.Pixels.ToArray().Max());
    }

    [Fact]
    public void Grainy_paper_comes_out_bare()
    {
        var random = new Random(1);
        var image = Picture.Gray(200, 200, paper: 220).Fill(80, 50, 20, 100, 30).Change((_, level) => level + random.Next(-8, 9)).Image;

        var digit = DigitNormalizer.Normalize(image);

        Assert.Equal(new PixelBox(80, 50, 20, 100), digit.Box);
        Assert.Equal((4, 20), Extent(digit));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(28, 28)]
    [InlineData(640, 3)]
    public void A_sheet_of_one_level_is_blank(int width, int height)
    {
        foreach (byte paper in (byte[])[0, 128, 255])
        {
            var digit = DigitNormalizer.Normalize(Picture.Gray(width, height, paper).Image);

            Assert.True(digit.IsBlank);
            Assert.True(digit.Box.IsEmpty);
            Assert.All(digit.Pixels.ToArray(), pixel => Assert.Equal(0, pixel));
        }
    }

    [Fact]
    public void A_grainy_sheet_is_blank()
    {
        var random = new Random(1);
        var sheet = Picture.Gray(300, 300, paper: 128).Change((_, level) => level + Grain(random, deviation: 25)).Image;

        Assert.True(DigitNormalizer.Normalize(sheet).IsBlank);
    }

    [Fact]
    public void Any_image_at_all_gives_784_pixels()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40])
            .SelectMany((width, height) => Gen.Byte.Array[width * height].Select(pixels => (width, height, pixels)))
            .Sample(image =>
            {
                var digit = DigitNormalizer.Normalize(new GrayImage(image.width, image.height, image.pixels.AsSpan()));

                Assert.Equal(784, digit.Pixels.Length);
                Assert.Equal(digit.IsBlank, digit.Pixels.Span.IndexOfAnyExcept((byte)0) < 0);
            }, iter: 2000);
    }

    [Fact]
    public void The_largest_image_is_normalised_in_reasonable_time()
    {
        var sheet = Picture.Gray(8000, 5000).Fill(3000, 1000, 500, 3000, 0).Image;

        var clock = Stopwatch.StartNew();
        var digit = DigitNormalizer.Normalize(sheet);

        Assert.Equal((3, 20), Extent(digit));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void The_picture_of_the_chapter_is_a_three_of_light_ink()
    {
        string? shared = Environment.GetEnvironmentVariable("INKLING_SHARED_DIR");
        Assert.SkipWhen(shared is null, "INKLING_SHARED_DIR does not name the folder that holds images/infer_3.png.");

        var digit = DigitNormalizer.Normalize(ImageFile.Load(Path.Combine(shared, "images", "infer_3.png")));

        Assert.Equal(Polarity.LightOnDark, digit.Polarity);
        Assert.Equal(20, Math.Max(Extent(digit).Width, Extent(digit).Height));
    }

    /// <summary>The sum of twelve even numbers is near enough to a normal one.</summary>
    private static int Grain(Random random, double deviation) =>
        (int)Math.Round(deviation * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6));

    private static GrayImage Inverted(int width, int height, ReadOnlyMemory<byte> pixels) =>
        new(width, height, Array.ConvertAll(pixels.ToArray(), pixel => (byte)(255 - pixel)).AsSpan());

    private static GrayImage Two(int width, int height, SKRect box, float thickness)
    {
        using var drawn = Picture.Draw(width, height, SKColors.White, canvas => Picture.Two(canvas, box, thickness, SKColors.Black));
        return ImageFile.Load(new MemoryStream(drawn.Encode(SKEncodedImageFormat.Png)), "two");
    }

    private static (int Width, int Height) Extent(NormalizedDigit digit)
    {
        var inked = Enumerable.Range(0, 784).Where(i => digit.Pixels.Span[i] > 0).ToArray();
        return (inked.Max(i => i % 28) - inked.Min(i => i % 28) + 1, inked.Max(i => i / 28) - inked.Min(i => i / 28) + 1);
    }

    private static (double X, double Y) CentreOfMass(ReadOnlySpan<byte> pixels)
    {
        double mass = 0, x = 0, y = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            mass += pixels[i];
            x += pixels[i] * ((i % 28) + 0.5);
            y += pixels[i] * ((i / 28) + 0.5);
        }

        return (x / mass, y / mass);
    }
}
