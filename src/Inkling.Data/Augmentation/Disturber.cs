using Inkling.Data.Ink;
using Inkling.Data.Lines;
using Inkling.Data.Synthetic;
using Inkling.Lines;

namespace Inkling.Data;

/// <summary>Spoils images of writing as dirt, lenses, scanners and thoughtless programs do: what a network is to learn to look through. For one thread at a time.</summary>
internal sealed class Disturber(int height, int width)
{
    private const float Twice = 0.25f; // the part of images that are spoilt in two ways

    private readonly byte[] _before = new byte[height * width];
    private readonly byte[] _coarse = new byte[Math.Max(4, height) * Math.Max(4, width)];
    private readonly InkCanvas _canvas = new(width, height);

    /// <summary>Spoils an image, or not.</summary>
    /// <param name="image">Row by row, 0 = paper and 255 = ink; overwritten.</param>
    /// <param name="part">The part of images that are spoilt.</param>
    /// <param name="random">Where chance comes from.</param>
    public void Apply(Span<byte> image, float part, RandomStream random)
    {
        if (random.Uniform() >= part)
            return;
        Once(image, ref random);
        if (random.Uniform() < Twice)
            Once(image, ref random);
    }

    private void Once(Span<byte> image, ref RandomStream random)
    {
        image.CopyTo(_before);
        switch (random.Index(10))
        {
            case 0:
                Band(image, ref random);
                break;
            case 1 or 2:
                Lines(image, ref random);
                break;
            case 3:
                Spots(image, ref random);
                break;
            case 4:
                Outlines(image, ref random);
                break;
            case 5:
                Scatter(image, ref random);
                break;
            case 6 or 7:
                Coarsen(image, ref random);
                break;
            case 8:
                Haze(image, ref random);
                break;
            default:
                Specks(image, ref random);
                break;
        }
    }

    /// <summary>A band, of any direction, in which ink and paper are exchanged.</summary>
    private void Band(Span<byte> image, ref RandomStream random)
    {
        var (sin, cos) = MathF.SinCos(random.Uniform() < 0.5f ? random.Normal(0f, 0.05f) : random.Uniform(0f, MathF.PI));
        float from = random.Uniform(-0.3f, 0.2f) * width, to = from + (random.Uniform(0.08f, 0.25f) * width);
        for (int i = 0; i < image.Length; i++)
        {
            float across = (cos * ((i % width) - (width / 2f))) + (sin * ((i / width) - (height / 2f)));
            if (across >= from && across < to)
                image[i] = (byte)(255 - image[i]);
        }
    }

    /// <summary>Thin lines across, straight, to and fro, or dotted.</summary>
    private void Lines(Span<byte> image, ref RandomStream random)
    {
        _canvas.Clear();
        for (int lines = 1 + random.Index(2); lines > 0; lines--)
        {
            bool isUpright = random.Uniform() < 0.5f;
            float length = isUpright ? height : width, breadth = isUpright ? width : height, a = random.Uniform(0f, breadth), b = random.Uniform(0f, breadth);
            float swing = random.Uniform() < 0.5f ? random.Uniform(0.5f, 3.5f) : 0f, step = swing > 0f ? random.Uniform(2f, 6f) : random.Uniform(1.6f, 5f);
            float ink = random.Uniform(0.6f, 1f), radius = random.Uniform(0.35f, 0.8f);
            bool isDotted = swing == 0f && random.Uniform() < 0.6f;
            int index = 0;
            for (float at = 0f; at < length; at += step, index++)
            {
                float here = a + ((b - a) * at / length) + (swing * (index % 2 == 0 ? 1f : -1f)), next = a + ((b - a) * (at + step) / length) + (swing * (index % 2 == 0 ? -1f : 1f));
                float end = isDotted ? at : at + step, endSide = isDotted ? here : next;
                if (isUpright)
                    _canvas.Line(here, at, endSide, end, radius, ink);
                else
                    _canvas.Line(at, here, end, endSide, radius, ink);
            }
        }

        Overlay(image, isInk: true);
    }

    /// <summary>Drops of ink, or of paper.</summary>
    private void Spots(Span<byte> image, ref RandomStream random)
    {
        _canvas.Clear();
        bool isInk = random.Uniform() < 0.75f;
        for (int spots = 3 + random.Index(12); spots > 0; spots--)
        {
            float x = random.Uniform(0f, width), y = random.Uniform(0f, height);
            _canvas.Line(x, y, x + random.Uniform(0f, 1f), y, random.Uniform(0.4f, isInk ? 2f : 1.5f));
        }

        Overlay(image, isInk);
    }

    private void Overlay(Span<byte> image, bool isInk)
    {
        for (int y = 0; y < height; y++)
        {
            var row = _canvas.Row(y);
            var to = image.Slice(y * width, width);
            for (int x = 0; x < to.Length; x++)
            {
                byte ink = (byte)(255f * row[x]);
                to[x] = isInk ? Math.Max(to[x], ink) : Math.Min(to[x], (byte)(255 - ink));
            }
        }
    }

    /// <summary>The outlines of strokes in the place of the strokes: where the lightest and the darkest pixel of a neighbourhood differ.</summary>
    private void Outlines(Span<byte> image, ref RandomStream random)
    {
        bool isSharp = random.Uniform() < 0.6f;
        float threshold = random.Uniform(70f, 160f);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                // The right and the lower neighbour alone give lines one pixel wide.
                int here = Before(x, y), right = Before(x + 1, y), below = Before(x, y + 1);
                int step = Math.Max(Math.Abs(here - right), Math.Abs(here - below));
                image[(y * width) + x] = isSharp ? ((here > threshold) != (right > threshold) || (here > threshold) != (below > threshold) ? (byte)255 : (byte)0)
                    : (byte)Math.Min(255, 2 * step);
            }
        }
    }

    /// <summary>Every pixel from a place near by, as through uneven glass; then blurred a little.</summary>
    private void Scatter(Span<byte> image, ref RandomStream random)
    {
        float reach = random.Uniform(0.8f, 1.8f);
        for (int i = 0; i < image.Length; i++)
            image[i] = (byte)Before((i % width) + (int)MathF.Round(random.Uniform(-reach, reach)), (i / width) + (int)MathF.Round(random.Uniform(-reach, reach)));
        image.CopyTo(_before);
        for (int i = 0; i < image.Length; i++)
        {
            int x = i % width, y = i / width;
            image[i] = (byte)(((4 * Before(x, y)) + Before(x - 1, y) + Before(x + 1, y) + Before(x, y - 1) + Before(x, y + 1)) / 8);
        }
    }

    /// <summary>Fewer pixels, and perhaps two levels alone.</summary>
    private void Coarsen(Span<byte> image, ref RandomStream random)
    {
        float resolution = random.Uniform(0.38f, 0.9f);
        int columns = Math.Max(4, (int)(resolution * width)), rows = Math.Max(4, (int)(resolution * height));
        var small = _coarse.AsSpan(0, rows * columns);
        float left = random.Uniform(-0.5f, 0.5f) / resolution, top = random.Uniform(-0.5f, 0.5f) / resolution;
        Resampling.Scale(_before, width, left, top, width, height, small, columns);
        if (random.Uniform() < 0.5f)
        {
            float threshold = random.Uniform(60f, 140f);
            foreach (ref byte pixel in small)
                pixel = pixel > threshold ? (byte)255 : (byte)0;
        }

        Resampling.Scale(small, columns, -left * columns / width, -top * rows / height, columns, rows, image, width);
    }

    /// <summary>Clouds over all of it, and less contrast.</summary>
    private void Haze(Span<byte> image, ref RandomStream random)
    {
        float strength = random.Uniform(0.2f, 1.6f), waveX = random.Uniform(0.05f, 0.35f), waveY = random.Uniform(0.05f, 0.35f), phase = random.Uniform(0f, MathF.Tau), even = random.Uniform();
        for (int i = 0; i < image.Length; i++)
        {
            float x = i % width, y = i / width;
            float cloud = 0.5f + (0.25f * MathF.Sin((waveX * x) + (waveY * y) + phase)) + (0.25f * MathF.Sin((2.3f * waveY * x) - (1.7f * waveX * y) + (2f * phase)));
            image[i] = (byte)Math.Clamp((image[i] + (255f * strength * (even + ((1f - even) * cloud)))) / (1f + strength), 0f, 255f);
        }
    }

    /// <summary>Single pixels that have lost their value, or ink that came in grains.</summary>
    private static void Specks(Span<byte> image, ref RandomStream random)
    {
        float part = random.Uniform(0.03f, 0.25f);
        bool isGrain = random.Uniform() < 0.4f;
        foreach (ref byte pixel in image)
        {
            if (isGrain)
                pixel = (byte)Math.Clamp(pixel * random.Uniform(0f, 2f), 0f, 255f);
            else if (random.Uniform() < part)
                pixel = random.Uniform() < 0.5f ? (byte)0 : (byte)255;
        }
    }

    private int Before(int x, int y) => _before[(Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)];
}
