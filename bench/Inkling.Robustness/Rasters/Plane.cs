using Inkling.Digits.Imaging;

namespace Inkling.Robustness.Rasters;

/// <summary>A field of numbers that a picture is made in: ink, light or height, row by row.</summary>
internal sealed class Plane(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = new float[width * height];

    public float this[int x, int y]
    {
        get => Values[(y * Width) + x];
        set => Values[(y * Width) + x] = value;
    }

    /// <summary>Each value a function of its place.</summary>
    public static Plane Of(int width, int height, Func<int, int, float> value)
    {
        var plane = new Plane(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                plane[x, y] = value(x, y);
        }

        return plane;
    }

    /// <summary>The bytes 0..255 as 0..1.</summary>
    public static Plane Of(ReadOnlySpan<byte> pixels, int width)
    {
        var plane = new Plane(width, pixels.Length / width);
        for (int i = 0; i < pixels.Length; i++)
            plane.Values[i] = pixels[i] / 255f;
        return plane;
    }

    /// <summary>The value at a whole-numbered place, 0 outside.</summary>
    public float OrZero(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height ? this[x, y] : 0;

    /// <summary>The value between four places, linear in both directions, 0 outside.</summary>
    public float Between(float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float right = x - left, bottom = y - top;
        return ((1 - bottom) * (((1 - right) * OrZero(left, top)) + (right * OrZero(left + 1, top))))
            + (bottom * (((1 - right) * OrZero(left, top + 1)) + (right * OrZero(left + 1, top + 1))));
    }

    /// <summary>A part, all of which lies within.</summary>
    public Plane Cut(PixelBox box) => Of(box.Width, box.Height, (x, y) => this[box.X + x, box.Y + y]);

    /// <summary>The smallest box around all values that are as high as <paramref name="least"/>; empty where none is.</summary>
    public PixelBox BoxOf(float least)
    {
        var (left, top, right, bottom) = (Width, Height, -1, -1);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (this[x, y] < least)
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }
        }

        return right < 0 ? default : new(left, top, right - left + 1, bottom - top + 1);
    }

    public Plane Map(Func<float, float> value)
    {
        var plane = new Plane(Width, Height);
        for (int i = 0; i < Values.Length; i++)
            plane.Values[i] = value(Values[i]);
        return plane;
    }

    /// <summary>0..1 as 0..255; what lies beyond is cut off.</summary>
    public GrayImage ToImage() => new(Width, Height, Array.ConvertAll(Values, ToByte));

    public static byte ToByte(float value) => (byte)((255 * Math.Clamp(value, 0, 1)) + 0.5f);
}
