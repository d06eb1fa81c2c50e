using System.Numerics;
using Inkling.Data.Synthetic;

namespace Inkling.Data;

/// <summary>From which place of an image every pixel of the distorted image is taken: the whole geometry of a <see cref="Distortion"/>.</summary>
/// <remarks>
/// A point p of the image goes to p' = R·K·S·(p − m) + m + t, with scale S, shear K, rotation R, the middle of the image m and shift t; so the pixel
/// at p' is taken from (R·K·S)⁻¹·(p' − m − t) + m, plus the elastic displacement at p'. Coordinates are those of pixel centres, y down.
/// </remarks>
internal sealed class SamplingMap
{
    private readonly int _height;
    private readonly int _width;
    private readonly float[] _columns; // 0, 1, 2 …
    private readonly RandomSurface _elasticX;
    private readonly RandomSurface _elasticY;
    private readonly float[] _x;
    private readonly float[] _y;

    public SamplingMap(int height, int width, float elasticSmoothness)
    {
        _height = height;
        _width = width;
        RowSize = (width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _columns = new float[RowSize];
        for (int i = 0; i < RowSize; i++)
            _columns[i] = i;
        _elasticX = new(height, width, RowSize, elasticSmoothness);
        _elasticY = new(height, width, RowSize, elasticSmoothness);
        _x = new float[height * RowSize];
        _y = new float[height * RowSize];
    }

    /// <summary>Values of a row: the width, filled up to whole vectors.</summary>
    public int RowSize { get; }

    /// <summary>The columns to take a row's pixels from, counted in a frame of paper one pixel wide: 0 is the frame, 1 the first column.</summary>
    public ReadOnlySpan<float> X(int row) => _x.AsSpan(row * RowSize, _width);

    /// <summary>The rows to take a row's pixels from, counted as in <see cref="X"/>.</summary>
    public ReadOnlySpan<float> Y(int row) => _y.AsSpan(row * RowSize, _width);

    /// <summary>Makes the map of a distortion.</summary>
    /// <param name="distortion">What was drawn.</param>
    /// <param name="random">Where the elastic displacement is drawn from.</param>
    public void Set(in Distortion distortion, ref RandomStream random)
    {
        var (xx, xy, yx, yy) = Inverse(distortion);
        float middleX = (_width - 1) / 2f, middleY = (_height - 1) / 2f;
        if (distortion.Elastic > 0f)
        {
            _elasticX.Draw(ref random);
            _elasticY.Draw(ref random);
        }

        float fromX = -middleX - distortion.ShiftX;
        for (int row = 0; row < _height; row++)
        {
            float fromY = row - middleY - distortion.ShiftY;
            var x = _x.AsSpan(row * RowSize, RowSize);
            var y = _y.AsSpan(row * RowSize, RowSize);
            SetLine(x, xx, (xx * fromX) + (xy * fromY) + middleX + 1f);
            SetLine(y, yx, (yx * fromX) + (yy * fromY) + middleY + 1f);
            if (distortion.Elastic > 0f)
            {
                _elasticX.AddRow(row, distortion.Elastic, x);
                _elasticY.AddRow(row, distortion.Elastic, y);
            }

            Clamp(x, _width);
            Clamp(y, _height);
        }
    }

    private static (float XX, float XY, float YX, float YY) Inverse(in Distortion distortion)
    {
        // In double and then rounded, so that a last bit in which machines may differ does not reach a pixel.
        var (sinOfDouble, cosOfDouble) = Math.SinCos(distortion.Rotation);
        var (sin, cos) = ((float)sinOfDouble, (float)cosOfDouble);
        float aspect = MathF.Sqrt(distortion.Aspect);
        float perWidth = 1f / (distortion.Scale * aspect), perHeight = aspect / distortion.Scale;
        return (
            perWidth * (cos - (distortion.Shear * sin)), perWidth * (sin + (distortion.Shear * cos)),
            -perHeight * sin, perHeight * cos);
    }

    private void SetLine(Span<float> row, float slope, float start)
    {
        for (int x = 0; x < row.Length; x += Vector<float>.Count)
            (new Vector<float>(start) + (slope * new Vector<float>(_columns, x))).CopyTo(row[x..]);
    }

    /// <summary>Keeps places between the frames, and just before the far one, so that the next pixel exists.</summary>
    private static void Clamp(Span<float> places, int size)
    {
        var last = new Vector<float>(MathF.BitDecrement(size + 1f));
        for (int x = 0; x < places.Length; x += Vector<float>.Count)
            Vector.Min(Vector.Max(new Vector<float>(places[x..]), Vector<float>.Zero), last).CopyTo(places[x..]);
    }
}
