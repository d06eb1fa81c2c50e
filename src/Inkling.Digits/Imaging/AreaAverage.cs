namespace Inkling.Digits.Imaging;

/// <summary>
/// Resizes a part of an image. Shrinking averages the area that each new pixel covers, which keeps the amount of ink; enlarging
/// interpolates linearly, since the average over less than a pixel would give steps.
/// </summary>
internal static class AreaAverage
{
    /// <summary>Resizes <paramref name="box"/> of the image to <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <returns>Width · height values of 0 to 255, row by row, not rounded.</returns>
    public static float[] Resize(GrayImage image, PixelBox box, int width, int height)
    {
        var columns = Weights(box.Width, width);
        var rows = Weights(box.Height, height);
        var result = new float[width * height];
        var sum = new float[box.Width];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sum);
            for (int i = 0; i < rows[y].Values.Length; i++)
            {
                var row = image.Row(box.Y + rows[y].First + i).Slice(box.X, box.Width);
                float weight = rows[y].Values[i];
                for (int x = 0; x < row.Length; x++)
                    sum[x] += weight * row[x];
            }

            for (int x = 0; x < width; x++)
                result[(y * width) + x] = Dot(columns[x].Values, sum.AsSpan(columns[x].First));
        }

        return result;
    }

    /// <summary>The image with its longer side at most <paramref name="side"/> pixels and its aspect kept; the image itself where it is no larger.</summary>
    public static GrayImage Reduced(GrayImage image, int side)
    {
        int longer = Math.Max(image.Width, image.Height);
        if (longer <= side)
            return image;

        int width = Scaled(image.Width), height = Scaled(image.Height);
        return new GrayImage(width, height, ResizeToBytes(image, width, height));

        int Scaled(int extent) => Math.Max(1, (int)Math.Round((double)extent * side / longer));
    }

    /// <summary>Resizes the whole image to bytes.</summary>
    public static byte[] ResizeToBytes(GrayImage image, int width, int height)
    {
        if (width == image.Width && height == image.Height)
            return image.Pixels.ToArray();
        var values = Resize(image, new PixelBox(0, 0, image.Width, image.Height), width, height);
        return Array.ConvertAll(values, value => (byte)(value + 0.5f));
    }

    private static float Dot(float[] weights, ReadOnlySpan<float> values)
    {
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] * values[i];
        return sum;
    }

    private static Taps[] Weights(int from, int to)
    {
        var taps = new Taps[to];
        for (int i = 0; i < to; i++)
            taps[i] = to <= from ? Covered(i, from, to) : Between(i, from, to);
        return taps;
    }

    private static Taps Covered(int index, int from, int to)
    {
        double scale = (double)from / to, begin = index * scale, end = begin + scale;
        int first = (int)begin, last = Math.Min(from, (int)Math.Ceiling(end - 1e-9));
        var values = new float[last - first];
        for (int i = first; i < last; i++)
            values[i - first] = (float)((Math.Min(end, i + 1) - Math.Max(begin, i)) / scale);
        return new Taps(first, values);
    }

    private static Taps Between(int index, int from, int to)
    {
        double centre = Math.Clamp(((index + 0.5) * from / to) - 0.5, 0, from - 1);
        int first = Math.Min((int)centre, Math.Max(0, from - 2));
        float second = (float)(centre - first);
        return new Taps(first, from == 1 ? [1] : [1 - second, second]);
    }

    /// <summary>The old pixels that make a new one: the first of them and the share of each; the shares add to 1.</summary>
    private readonly record struct Taps(int First, float[] Values);
}
