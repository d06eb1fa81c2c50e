using Inkling.Data.Synthetic;

namespace Inkling.Data;

/// <summary>Distorts one image after the other, with workspace for images of one size. For one thread at a time.</summary>
internal sealed class Augmenter
{
    // The sum of four random bytes: nearly normal, and two of them in 64 bits.
    private const int MeanOfFourBytes = 510;
    private const float DeviationOfFourBytes = 147.80053f; // √(4·(256² − 1)/12)

    private readonly Augmentation _augmentation;
    private readonly InkPlane _plane;
    private readonly SamplingMap _map;
    private readonly Disturber _disturber;

    public Augmenter(Augmentation augmentation, int height, int width)
    {
        _augmentation = augmentation;
        Height = height;
        Width = width;
        _plane = new(height, width);
        _map = new(height, width, augmentation.ElasticSmoothness);
        _disturber = new(height, width);
    }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Pixels of an image.</summary>
    public int PixelCount => Height * Width;

    /// <summary>Distorts an image by chance: the result depends on the image, the augmentation and the state of the stream alone.</summary>
    /// <param name="image">Row by row.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="result">Receives as many pixels.</param>
    public void Apply(ReadOnlySpan<byte> image, RandomStream random, Span<byte> result)
    {
        var distortion = new Distortion(_augmentation, ref random);
        Apply(image, distortion, random, result);
    }

    /// <summary>Spoils an image as <see cref="Augmentation.Disturbance"/> says.</summary>
    public void Disturb(Span<byte> image, RandomStream random) => _disturber.Apply(image, _augmentation.Disturbance, random);

    /// <summary>Distorts an image by what was drawn; elastic displacement and noise are drawn yet.</summary>
    public void Apply(ReadOnlySpan<byte> image, in Distortion distortion, RandomStream random, Span<byte> result)
    {
        _plane.Load(image);
        _plane.Thicken(distortion.Thickness);
        _map.Set(distortion, ref random);
        _plane.Resample(_map);
        _plane.Blur(distortion.Blur);
        if (distortion.Noise > 0f)
            StoreWithNoise(255f / DeviationOfFourBytes * distortion.Noise, ref random, result);
        else
            Store(result);
    }

    private void Store(Span<byte> result)
    {
        for (int y = 0; y < Height; y++)
        {
            var from = _plane.Row(y);
            var to = result.Slice(y * Width, Width);
            for (int x = 0; x < to.Length; x++)
                to[x] = (byte)float.ConvertToIntegerNative<int>(from[x] + 0.5f);
        }
    }

    private void StoreWithNoise(float perUnit, ref RandomStream random, Span<byte> result)
    {
        for (int y = 0; y < Height; y++)
        {
            var from = _plane.Row(y);
            var to = result.Slice(y * Width, Width);
            for (int x = 0; x < to.Length; x += 2)
            {
                ulong sums = SumsOfBytes(random.Bits());
                to[x] = WithNoise(from[x], perUnit, (int)(sums & 0xFFFF));
                if (x + 1 < to.Length)
                    to[x + 1] = WithNoise(from[x + 1], perUnit, (int)(sums >> 32));
            }
        }
    }

    private static byte WithNoise(float pixel, float perUnit, int sum)
    {
        float noisy = pixel + (perUnit * (sum - MeanOfFourBytes)) + 0.5f;
        return (byte)float.ConvertToIntegerNative<int>(float.MinNative(float.MaxNative(noisy, 0f), 255f)); // no branch: on paper it would be a coin's toss
    }

    /// <summary>Adds the four bytes of each half: the sums are in bits 0 to 15 and 32 to 47.</summary>
    private static ulong SumsOfBytes(ulong bits)
    {
        const ulong EverySecondByte = 0x00FF00FF00FF00FF;
        ulong pairs = (bits & EverySecondByte) + ((bits >> 8) & EverySecondByte);
        return (pairs + (pairs >> 16)) & 0x0000FFFF0000FFFF;
    }
}
