using Inkling.Data.Ink;
using Inkling.Data.Synthetic;
using Inkling.Lines;

namespace Inkling.Data.Lines;

/// <summary>Makes a picture of paper and ink: the light, the grain, the blur, the resolution, and what scanners and files do to it.</summary>
internal sealed class Scan(int width)
{
    /// <summary>Digits lower than the first number of pixels cannot be told apart by anybody, and those lower than the second not where picture or sensor are poor.</summary>
    private const float LegibleHeight = 8f, SharpHeight = 22f;

    private readonly float[] _light = new float[LineStrip.Height * width];
    private readonly float[] _next = new float[LineStrip.Height * width];
    private readonly float[] _sharp = new float[LineStrip.Height * width];
    private readonly byte[] _bytes = new byte[LineStrip.Height * width];

    /// <summary>Takes the picture.</summary>
    /// <param name="writing">What was written.</param>
    /// <param name="print">What was printed before.</param>
    /// <param name="columns">Columns in use.</param>
    /// <param name="hand">The line: the lower its digits, the less of them may be lost, since what nobody can read teaches nothing; where it is plain, light and paper are even.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="result">Overwritten: 32 rows of so many columns, 0 black to 255 white.</param>
    public void Take(InkCanvas writing, InkCanvas print, int columns, in LineHand hand, ref RandomStream random, Span<byte> result)
    {
        // Whoever thresholds evens the light first, else nothing is left to read.
        bool isBinary = random.Uniform() < 0.15f;
        float contrast = Lit(writing, print, columns, hand.IsPlain ? 0f : isBinary ? 0.2f : 1f, ref random);
        float legible = Math.Min(1f, hand.Height / SharpHeight);
        for (float blur = random.Uniform() < 0.6f ? random.Uniform(0f, 1.1f * legible) : 0f; blur > 0f; blur -= 0.7f)
            Blur(columns, Math.Min(blur, 0.7f));
        if (random.Uniform() < 0.2f)
            Sharpen(columns, random.Uniform(0.3f, 1.5f));

        float resolution = random.Uniform() < 0.45f ? random.Uniform(Math.Min(1f, LegibleHeight / hand.Height), 1f) : 1f;
        contrast *= resolution * legible;
        int rows = Math.Max(8, (int)(resolution * LineStrip.Height)), across = Math.Max(6, (int)(resolution * columns));
        var picture = _bytes.AsSpan(0, LineStrip.Height * columns);
        ToBytes(_light.AsSpan(0, picture.Length), picture);
        if (resolution < 1f)
        {
            var small = result[..(rows * across)];
            Resampling.Scale(picture, columns, 0f, 0f, columns, LineStrip.Height, small, across);
            File(small, across, contrast, isBinary, ref random);
            Resampling.Scale(small, across, 0f, 0f, across, rows, picture, columns);
        }
        else
        {
            File(picture, columns, contrast, isBinary, ref random);
        }

        picture.CopyTo(result);
        if (random.Uniform() < 0.25f)
        {
            foreach (ref byte pixel in result)
                pixel = (byte)(255 - pixel);
        }
    }

    /// <summary>Light that falls off across the paper, with a shadow now and then, given back by paper of some texture and by ink.</summary>
    /// <returns>How much brighter the paper is than the ink.</returns>
    private float Lit(InkCanvas writing, InkCanvas print, int columns, float unevenness, ref RandomStream random)
    {
        float brightness = random.Uniform(0.45f, 1f), fallX = unevenness * random.Normal(0f, 0.15f), fallY = unevenness * random.Normal(0f, 0.1f);
        float shadow = random.Uniform() < 0.15f * unevenness ? random.Uniform(0.1f, 0.5f) : 0f, edge = random.Uniform(0f, columns), softness = random.Uniform(2f, 40f), tilt = random.Uniform(-1f, 1f);
        float dark = random.Uniform() < 0.3f ? random.Uniform(0.12f, 0.5f) : random.Uniform(0.5f, 1f), printDark = dark * random.Uniform(0.4f, 1.2f);
        float patches = random.Uniform() < 0.3f * unevenness ? dark * random.Uniform(0f, 0.12f) : 0f, pencil = random.Uniform() < 0.3f ? random.Uniform(0f, 0.6f) : 0f;
        var pattern = new PaperPattern(dark * unevenness, ref random);
        for (int y = 0; y < LineStrip.Height; y++)
        {
            var ink = writing.Row(y);
            var printed = print.Row(y);
            float down = (y / (float)LineStrip.Height) - 0.5f;
            for (int x = 0; x < columns; x++)
            {
                float light = brightness * (1f + (fallX * ((x / (float)columns) - 0.5f)) + (fallY * down));
                light *= 1f - (shadow * Math.Clamp(((x + (tilt * y) - edge) / softness) + 0.5f, 0f, 1f));
                light *= pattern.At(x, y);
                if (patches > 0f)
                    light *= 1f + (patches * random.Uniform(-1f, 1f));
                float written = ink[x];
                if (pencil > 0f && written > 0f)
                    written *= 1f - (pencil * random.Uniform());
                _light[(y * columns) + x] = light * (1f - (dark * written)) * (1f - Math.Min(1f, printDark * printed[x]));
            }
        }

        return brightness * dark;
    }

    /// <summary>A round of ¼ ½ ¼ in both directions, or less of it.</summary>
    private void Blur(int columns, float strength)
    {
        float side = 0.25f * strength / 0.7f, middle = 1f - (2f * side);
        for (int y = 0; y < LineStrip.Height; y++)
        {
            var row = _light.AsSpan(y * columns, columns);
            var to = _next.AsSpan(y * columns, columns);
            (to[0], to[^1]) = (row[0], row[^1]);
            for (int x = 1; x < columns - 1; x++)
                to[x] = (middle * row[x]) + (side * (row[x - 1] + row[x + 1]));
        }

        for (int y = 0; y < LineStrip.Height; y++)
        {
            var above = _next.AsSpan(Math.Max(0, y - 1) * columns, columns);
            var here = _next.AsSpan(y * columns, columns);
            var below = _next.AsSpan(Math.Min(LineStrip.Height - 1, y + 1) * columns, columns);
            var to = _light.AsSpan(y * columns, columns);
            for (int x = 0; x < to.Length; x++)
                to[x] = (middle * here[x]) + (side * (above[x] + below[x]));
        }
    }

    /// <summary>As scanners and cameras do: what differs from its neighbours, differs more. Strokes get a bright rim.</summary>
    private void Sharpen(int columns, float strength)
    {
        var light = _light.AsSpan(0, LineStrip.Height * columns);
        var sharp = _sharp.AsSpan(0, light.Length);
        light.CopyTo(sharp);
        Blur(columns, 0.7f);
        for (int i = 0; i < light.Length; i++)
            light[i] = sharp[i] + (strength * (sharp[i] - light[i]));
    }

    /// <summary>What becomes of a picture until it is a file: the noise of the sensor, two levels alone or a JPEG now and then.</summary>
    private static void File(Span<byte> picture, int columns, float contrast, bool isBinary, ref RandomStream random)
    {
        Grain(picture, contrast, ref random);
        if (isBinary)
            Levels(picture, ref random);
        else if (random.Uniform() < 0.4f)
            JpegLoss.Apply(picture, columns, quality: 40 + random.Index(56), left: random.Index(8), top: random.Index(8));
    }

    private static void ToBytes(ReadOnlySpan<float> light, Span<byte> bytes)
    {
        for (int i = 0; i < light.Length; i++)
            bytes[i] = (byte)Math.Clamp((255f * light[i]) + 0.5f, 0f, 255f);
    }

    /// <summary>The noise of the sensor.</summary>
    private static void Grain(Span<byte> picture, float contrast, ref RandomStream random)
    {
        float noise = random.Uniform() < 0.6f ? 255f * random.Uniform(0f, Math.Min(0.05f, 0.15f * contrast)) : 0f;
        if (noise == 0f)
            return;
        foreach (ref byte pixel in picture)
            pixel = (byte)Math.Clamp(pixel + (noise * random.Uniform(-1.7f, 1.7f)), 0f, 255f);
    }

    /// <summary>Two levels alone, as of a fax or after somebody's threshold.</summary>
    private static void Levels(Span<byte> picture, ref RandomStream random)
    {
        byte least = 255, most = 0;
        foreach (byte pixel in picture)
            (least, most) = (Math.Min(least, pixel), Math.Max(most, pixel));
        float threshold = Otsu(picture) + ((most - least) * random.Uniform(-0.08f, 0.12f));
        foreach (ref byte pixel in picture)
            pixel = pixel > threshold ? (byte)255 : (byte)0;
    }

    /// <summary>The level that parts a picture into two classes that differ the most: what everybody thresholds by (Otsu 1979).</summary>
    private static int Otsu(ReadOnlySpan<byte> picture)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        long all = 0, dark = 0;
        foreach (byte pixel in picture)
        {
            counts[pixel]++;
            all += pixel;
        }

        int best = 0, below = 0;
        double most = -1;
        for (int level = 0; level < 255; level++)
        {
            below += counts[level];
            dark += (long)level * counts[level];
            int above = picture.Length - below;
            if (below == 0 || above == 0)
                continue;
            double apart = ((double)dark / below) - ((double)(all - dark) / above), between = apart * apart * below * above;
            if (between > most)
                (best, most) = (level, between);
        }

        return best;
    }
}
