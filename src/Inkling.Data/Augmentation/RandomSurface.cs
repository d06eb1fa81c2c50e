using System.Numerics;
using Inkling.Data.Synthetic;

namespace Inkling.Data;

/// <summary>A smooth random surface over an image: one direction of the elastic displacement.</summary>
/// <remarks>
/// Simard's surface is a random number per pixel, smoothed with a Gaussian. This is the same thing sampled more thriftily: random numbers on a
/// grid as wide as the bell, smoothed with a cubic B-spline, which is a Gaussian of standard deviation spacing/√3 but for a few thousandths, and
/// separable. The grid lies elsewhere in every draw, so that no place of the image is special. Made of additions and products alone.
/// </remarks>
internal sealed class RandomSurface
{
    // The spacing of the grid that makes the B-spline's standard deviation 1.
    private const float SpacingPerDeviation = 1.7320508f;

    // Uniform numbers in ±1 have variance 1/3; the spline's squared weights sum to 151/315 in each direction, on average over the grid.
    private const float RootMeanSquare = 0.57735027f * 151f / 315f;

    private const int Taps = 4;

    private readonly int _gridRows;
    private readonly int _width;
    private readonly int _rowSize;
    private readonly float _perPixel;
    private readonly float[] _grid;
    private readonly float[] _rows; // the rows of the grid, smoothed in their own direction: one value a column of the image
    private float _phase;

    public RandomSurface(int height, int width, int rowSize, float smoothness)
    {
        _perPixel = 1f / (SpacingPerDeviation * smoothness);
        _gridRows = (int)((height - 1) * _perPixel) + Taps + 1;
        _width = width;
        _rowSize = rowSize;
        _grid = new float[_gridRows * ((int)((width - 1) * _perPixel) + Taps + 1)];
        _rows = new float[_gridRows * rowSize];
    }

    /// <summary>Another surface.</summary>
    public void Draw(ref RandomStream random)
    {
        _phase = random.Uniform();
        float phase = random.Uniform();
        foreach (ref float value in _grid.AsSpan())
            value = random.Uniform(-1f, 1f);

        int gridColumns = _grid.Length / _gridRows;
        for (int x = 0; x < _width; x++)
        {
            float place = phase + (x * _perPixel);
            int column = Math.Min((int)place, gridColumns - Taps);
            var weights = Weights(place - column);
            for (int row = 0; row < _gridRows; row++)
            {
                // Not a dot product of vectors, whose order of addition may differ from machine to machine.
                var near = _grid.AsSpan((row * gridColumns) + column, Taps);
                _rows[(row * _rowSize) + x] = (weights.X * near[0]) + (weights.Y * near[1]) + ((weights.Z * near[2]) + (weights.W * near[3]));
            }
        }
    }

    /// <summary>Adds a row of the surface.</summary>
    /// <param name="y">The row.</param>
    /// <param name="strength">The root mean square of what is added.</param>
    /// <param name="sum">What it is added to: the row size of the constructor, whole vectors.</param>
    public void AddRow(int y, float strength, Span<float> sum)
    {
        float place = _phase + (y * _perPixel);
        int row = Math.Min((int)place, _gridRows - Taps); // a sum rounded up may reach the next one
        var weights = strength / RootMeanSquare * Weights(place - row);
        for (int x = 0, i = row * _rowSize; x < sum.Length; x += Vector<float>.Count, i += Vector<float>.Count)
        {
            var upper = (weights.X * new Vector<float>(_rows, i)) + (weights.Y * new Vector<float>(_rows, i + _rowSize));
            var lower = (weights.Z * new Vector<float>(_rows, i + (2 * _rowSize))) + (weights.W * new Vector<float>(_rows, i + (3 * _rowSize)));
            (new Vector<float>(sum[x..]) + (upper + lower)).CopyTo(sum[x..]);
        }
    }

    /// <summary>What the four points of the grid around a place count, between the second (0) and the third (1).</summary>
    private static Vector4 Weights(float t)
    {
        float s = 1f - t;
        return new Vector4(s * s * s, 4f - (3f * t * t * (2f - t)), 4f - (3f * s * s * (2f - s)), t * t * t) * (1f / 6f);
    }
}
