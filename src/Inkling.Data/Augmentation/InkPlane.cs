using System.Numerics;

namespace Inkling.Data;

/// <summary>A gray image in floats, 0 = paper, 255 = ink, in a frame of paper one pixel wide; and the operations of pen, hand and lens on it.</summary>
/// <remarks>
/// Operations on neighbours run through all rows as through one line, in whole vectors. What they write into the frame is cleared afterwards.
/// </remarks>
internal sealed class InkPlane
{
    private const int Guard = 1; // the neighbour of the first pixel of the frame

    private readonly int _height;
    private readonly int _width;
    private readonly int _stride;
    private readonly int _vectorEnd;
    private float[] _pixels;
    private float[] _rows; // between the pass along rows and the one along columns
    private float[] _next;

    public InkPlane(int height, int width)
    {
        _height = height;
        _width = width;
        _stride = width + 2;
        int size = (height + 2) * _stride;
        _vectorEnd = Guard + ((size + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count);
        _pixels = new float[_vectorEnd + _stride + Vector<float>.Count];
        _rows = new float[_pixels.Length];
        _next = new float[_pixels.Length];
    }

    private interface IExtreme
    {
        static abstract Vector<float> Of(Vector<float> a, Vector<float> b);
    }

    /// <summary>Takes an image.</summary>
    public void Load(ReadOnlySpan<byte> image)
    {
        for (int y = 0; y < _height; y++)
        {
            var from = image.Slice(y * _width, _width);
            var to = Row(_pixels, y);
            for (int x = 0; x < from.Length; x++)
                to[x] = from[x];
        }
    }

    /// <summary>A row of the image.</summary>
    public ReadOnlySpan<float> Row(int y) => Row(_pixels, y);

    /// <summary>
    /// Moves the edges of lines outwards or inwards, a pixel at a time and then the rest: a mixture of the image and its gray dilation or
    /// erosion, whose mean gray is that of an edge moved by so much.
    /// </summary>
    /// <param name="distance">In pixels; below zero: inwards.</param>
    public void Thicken(float distance)
    {
        for (float left = Math.Abs(distance); left > 0f; left -= 1f)
        {
            if (distance > 0f)
                Mix<Most>(Math.Min(left, 1f));
            else
                Mix<Least>(Math.Min(left, 1f));
        }
    }

    /// <summary>Blurs, in rounds of a binomial filter of three pixels a direction, whose variances add up.</summary>
    /// <param name="deviation">The standard deviation, in pixels.</param>
    public void Blur(float deviation)
    {
        const float MostPerRound = 0.5f; // ¼ ½ ¼
        for (float variance = deviation * deviation; variance > 0f; variance -= MostPerRound)
        {
            float side = Math.Min(variance, MostPerRound) / 2f, middle = 1f - (2f * side);
            for (int i = Guard; i < _vectorEnd; i += Vector<float>.Count)
                ((middle * At(_pixels, i)) + (side * (At(_pixels, i - 1) + At(_pixels, i + 1)))).CopyTo(_rows, i);
            for (int i = Guard + _stride; i < _vectorEnd - _stride; i += Vector<float>.Count)
                ((middle * At(_rows, i)) + (side * (At(_rows, i - _stride) + At(_rows, i + _stride)))).CopyTo(_next, i);
            Swap();
        }
    }

    /// <summary>Takes every pixel from where the map says, interpolating between the four around that place.</summary>
    public void Resample(SamplingMap map)
    {
        var pixels = _pixels.AsSpan(Guard);
        for (int row = 0; row < _height; row++)
        {
            var to = Row(_next, row);
            var mapX = map.X(row)[..to.Length];
            var mapY = map.Y(row)[..to.Length];
            for (int i = 0; i < to.Length; i++)
            {
                // Native: the map stays in range, so nothing is paid for saturation.
                int x = float.ConvertToIntegerNative<int>(mapX[i]), y = float.ConvertToIntegerNative<int>(mapY[i]);
                float right = mapX[i] - x, down = mapY[i] - y;
                var upper = pixels.Slice((y * _stride) + x, _stride + 2);
                float above = upper[0] + (right * (upper[1] - upper[0]));
                float below = upper[_stride] + (right * (upper[_stride + 1] - upper[_stride]));
                to[i] = above + (down * (below - above));
            }
        }

        Swap();
    }

    /// <summary>
    /// Mixes in the extreme of the neighbourhood. Half of it is that of the square of nine pixels and half that of the cross of five: the one moves
    /// slanting edges too far, the other not far enough, and their mean is right to six per cent.
    /// </summary>
    private void Mix<TExtreme>(float part)
        where TExtreme : struct, IExtreme
    {
        for (int i = Guard; i < _vectorEnd; i += Vector<float>.Count)
            TExtreme.Of(At(_pixels, i), TExtreme.Of(At(_pixels, i - 1), At(_pixels, i + 1))).CopyTo(_rows, i);
        for (int i = Guard + _stride; i < _vectorEnd - _stride; i += Vector<float>.Count)
        {
            var along = At(_rows, i);
            var square = TExtreme.Of(along, TExtreme.Of(At(_rows, i - _stride), At(_rows, i + _stride)));
            var cross = TExtreme.Of(along, TExtreme.Of(At(_pixels, i - _stride), At(_pixels, i + _stride)));
            (((1f - part) * At(_pixels, i)) + (part / 2f * (square + cross))).CopyTo(_next, i);
        }

        Swap();
    }

    private static Vector<float> At(float[] plane, int index) => new(plane, index);

    private Span<float> Row(float[] plane, int y) => plane.AsSpan(Guard + ((y + 1) * _stride) + 1, _width);

    /// <summary>Makes the new pixels the pixels, in a clean frame.</summary>
    private void Swap()
    {
        (_pixels, _next) = (_next, _pixels);
        int lastRow = Guard + ((_height + 1) * _stride);
        for (int i = Guard + _stride; i < lastRow; i += _stride)
            (_pixels[i], _pixels[i + _stride - 1]) = (0f, 0f);
        _pixels.AsSpan(lastRow).Clear();
    }

    private readonly struct Most : IExtreme
    {
        public static Vector<float> Of(Vector<float> a, Vector<float> b) => Vector.Max(a, b);
    }

    private readonly struct Least : IExtreme
    {
        public static Vector<float> Of(Vector<float> a, Vector<float> b) => Vector.Min(a, b);
    }
}
