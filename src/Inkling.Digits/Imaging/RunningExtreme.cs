namespace Inkling.Digits.Imaging;

/// <summary>
/// The brightest or darkest pixel within a radius, for every pixel of a line, in a time that does not grow with the radius (van Herk 1992; Gil and Werman 1993): in pieces as long
/// as the window, every window is the end of one piece and the beginning of the next.
/// </summary>
/// <param name="length">Pixels of a line.</param>
/// <param name="radius">The window has 2 · radius + 1 pixels; what of it lies outside the line does not count.</param>
/// <param name="brightest">Whether the brightest is looked for.</param>
internal sealed class RunningExtreme(int length, int radius, bool brightest)
{
    private readonly int _window = (2 * radius) + 1;

    // The line with a radius of pixels on both sides that are never the extreme; of each place, the extreme from the beginning of its piece, and to its end.
    private readonly byte[] _line = [.. Enumerable.Repeat(brightest ? byte.MinValue : byte.MaxValue, length + (2 * radius))];
    private readonly byte[] _fromBeginning = new byte[length + (2 * radius)];
    private readonly byte[] _toEnd = new byte[length + (2 * radius)];

    /// <summary>Replaces every pixel of a line by the extreme of its window.</summary>
    /// <param name="pixels">Begins with the first one.</param>
    /// <param name="step">From one pixel of the line to the next.</param>
    public void Replace(Span<byte> pixels, int step)
    {
        for (int i = 0; i < length; i++)
            _line[radius + i] = pixels[i * step];

        for (int begin = 0; begin < _line.Length; begin += _window)
        {
            int end = Math.Min(begin + _window, _line.Length);
            byte extreme = _line[begin];
            for (int i = begin; i < end; i++)
                _fromBeginning[i] = extreme = Extreme(extreme, _line[i]);
            extreme = _line[end - 1];
            for (int i = end - 1; i >= begin; i--)
                _toEnd[i] = extreme = Extreme(extreme, _line[i]);
        }

        for (int i = 0; i < length; i++)
            pixels[i * step] = Extreme(_toEnd[i], _fromBeginning[i + _window - 1]);
    }

    private byte Extreme(byte a, byte b) => brightest ? Math.Max(a, b) : Math.Min(a, b);
}
