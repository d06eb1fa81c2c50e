namespace Inkling.Data.Lines;

/// <summary>What a picture loses in a JPEG file: waves of each block of 8×8 pixels are kept in coarse steps, so that strokes have shadows beside them.</summary>
/// <remarks>The steps are those of ITU-T T.81, table K.1, for brightness, scaled by the quality as the Independent JPEG Group's encoder scales them.</remarks>
internal static class JpegLoss
{
    private const int Side = 8;

    private static readonly byte[] _steps =
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Row u is the wave of frequency u, of length 1: its transpose is its inverse.</summary>
    private static readonly float[] _waves = Waves();

    /// <summary>Writes a picture to a file and reads it again.</summary>
    /// <param name="picture">Row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="left">Columns, below 8, by which the picture was cropped on the left since: blocks do not begin where it does.</param>
    /// <param name="top">Rows by which it was cropped above.</param>
    public static void Apply(Span<byte> picture, int width, int quality, int left, int top)
    {
        Span<float> block = stackalloc float[Side * Side], waves = stackalloc float[Side * Side];
        float scale = quality < 50 ? 50f / quality : 2f - (quality / 50f);
        int height = picture.Length / width;
        for (int y = -top; y < height; y += Side)
        {
            for (int x = -left; x < width; x += Side)
            {
                for (int i = 0; i < block.Length; i++)
                    block[i] = picture[(Math.Clamp(y + (i / Side), 0, height - 1) * width) + Math.Clamp(x + (i % Side), 0, width - 1)];
                Transform(block, waves, inverse: false);
                for (int i = 0; i < block.Length; i++)
                {
                    float step = Math.Clamp(MathF.Floor((_steps[i] * scale) + 0.5f), 1f, 255f);
                    block[i] = step * MathF.Round(block[i] / step);
                }

                Transform(block, waves, inverse: true);
                for (int i = 0; i < block.Length; i++)
                {
                    int row = y + (i / Side), column = x + (i % Side);
                    if ((uint)row < (uint)height && (uint)column < (uint)width)
                        picture[(row * width) + column] = (byte)Math.Clamp(block[i] + 0.5f, 0f, 255f);
                }
            }
        }
    }

    /// <summary>The discrete cosine transform of a block, first of its columns, then of its rows.</summary>
    private static void Transform(Span<float> block, Span<float> between, bool inverse)
    {
        for (int i = 0; i < block.Length; i++)
        {
            float sum = 0f;
            for (int k = 0; k < Side; k++)
                sum += Wave(i / Side, k) * block[(k * Side) + (i % Side)];
            between[i] = sum;
        }

        for (int i = 0; i < block.Length; i++)
        {
            float sum = 0f;
            for (int k = 0; k < Side; k++)
                sum += Wave(i % Side, k) * between[(i / Side * Side) + k];
            block[i] = sum;
        }

        float Wave(int to, int from) => inverse ? _waves[(from * Side) + to] : _waves[(to * Side) + from];
    }

    private static float[] Waves()
    {
        var waves = new float[Side * Side];
        for (int u = 0; u < Side; u++)
        {
            float length = MathF.Sqrt(u == 0 ? 1f / Side : 2f / Side);
            for (int x = 0; x < Side; x++)
                waves[(u * Side) + x] = length * MathF.Cos(((2 * x) + 1) * u * MathF.PI / (2 * Side));
        }

        return waves;
    }
}
