using Inkling.Data.Ink;
using Inkling.Data.Synthetic;

namespace Inkling.Data.Lines;

/// <summary>A sign as it will stand in the line: its field of 28×28 turned, slanted, scaled and made thicker or thinner. One is used again and again.</summary>
internal sealed class Glyph
{
    private const int Side = InkField.Size;
    private const float Faintest = 0.15f; // of the ink; fainter pixels are no part of the sign's box
    private const float SwayLength = 1.3f; // from one swing to the next, as a part of the height

    private readonly InkPlane _pen = new(Side, Side);
    private readonly float[] _field = new float[(Side + 2) * (Side + 2)]; // in a frame of paper
    private float[] _drawn = [];
    private float[] _down = []; // how far each column is moved
    private float[] _ink = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Its ink, row by row.</summary>
    public ReadOnlySpan<float> Ink => _ink.AsSpan(0, Width * Height);

    public ReadOnlySpan<float> Row(int y) => _ink.AsSpan(y * Width, Width);

    /// <summary>Of a row, the first column with ink; <see cref="Width"/> where there is none.</summary>
    public int FirstInk(int row) => Row(row).IndexOfAnyInRange(0.5f, float.MaxValue) is >= 0 and var at ? at : Width;

    /// <summary>Draws a field.</summary>
    /// <param name="field">28×28 bytes, 0 paper to 255 ink.</param>
    /// <param name="pose">How it stands.</param>
    public void Draw(ReadOnlySpan<byte> field, in GlyphPose pose)
    {
        _pen.Load(field);
        _pen.Thicken(pose.Thickening);
        var (left, top, width, height) = Box();
        float scale = Math.Min(pose.Height / height, GlyphPose.WidestAspect * pose.Height / (width * pose.WidthFactor));
        float across = scale * pose.WidthFactor;

        // What is drawn smaller is blurred first, so that no part of a stroke falls between the pixels.
        if (scale < 1f)
            _pen.Blur(0.45f * MathF.Sqrt((1f / (scale * scale)) - 1f));
        float full = 1f;
        for (int y = 0; y < Side; y++)
        {
            var row = _pen.Row(y);
            row.CopyTo(_field.AsSpan(((y + 1) * (Side + 2)) + 1, Side));
            foreach (float ink in row)
                full = Math.Max(full, ink);
        }

        // Strokes that became thin are not paler for that, and edges are not made so steep that they go.
        float sharpness = 1f + ((pose.Sharpness - 1f) * Math.Min(1f, scale * scale));

        // From a place around the middle of the field to one around the middle of the glyph: turned, then slanted.
        var (sin, cos) = MathF.SinCos(pose.Rotation);
        float xx = across * cos, xy = -scale * (sin + pose.Slant), yx = across * sin, yy = scale * cos;
        float sway = pose.Sway * pose.Height, perPixel = MathF.Tau / (SwayLength * pose.Height);
        int drawnWidth = (int)MathF.Ceiling((Math.Abs(xx) * width) + (Math.Abs(xy) * height) + (2f * sway)) + 4;
        int drawnHeight = (int)MathF.Ceiling((Math.Abs(yx) * width) + (Math.Abs(yy) * height) + (2f * sway)) + 4;
        if (_drawn.Length < drawnWidth * drawnHeight)
            (_drawn, _ink) = (new float[drawnWidth * drawnHeight], new float[drawnWidth * drawnHeight]);
        if (_down.Length < drawnWidth)
            _down = new float[drawnWidth];
        for (int x = 0; x < drawnWidth; x++)
            _down[x] = sway * MathF.Sin((perPixel * x) + pose.SwayY);

        float determinant = (xx * yy) - (xy * yx), middleX = left + (width / 2f), middleY = top + (height / 2f);
        for (int y = 0; y < drawnHeight; y++)
        {
            float right = sway * MathF.Sin((perPixel * y) + pose.SwayX);
            for (int x = 0; x < drawnWidth; x++)
            {
                float u = x + 0.5f + right - (drawnWidth / 2f) - pose.PhaseX, v = y + 0.5f + _down[x] - (drawnHeight / 2f) - pose.PhaseY;
                float ink = InkAt(middleX + (((yy * u) - (xy * v)) / determinant), middleY + (((xx * v) - (yx * u)) / determinant)) / full;
                _drawn[(y * drawnWidth) + x] = Math.Clamp(((ink - 0.5f) * sharpness) + 0.5f, 0f, 1f) * Math.Min(1f, ink * 4f);
            }
        }

        Trim(drawnWidth, drawnHeight);
    }

    /// <summary>The box of the ink in the field.</summary>
    private (int Left, int Top, int Width, int Height) Box()
    {
        int left = Side, top = Side, right = -1, bottom = -1;
        for (int y = 0; y < Side; y++)
        {
            var row = _pen.Row(y);
            int first = row.IndexOfAnyInRange(255f * Faintest, float.MaxValue);
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyInRange(255f * Faintest, float.MaxValue)));
            (top, bottom) = (Math.Min(top, y), y);
        }

        return right < 0 ? (0, 0, Side, Side) : (left, top, right - left + 1, bottom - top + 1);
    }

    // Between the four pixels around a place whose corner (0, 0) is that of the field.
    private float InkAt(float x, float y)
    {
        x = Math.Clamp(x + 0.5f, 0f, Side + 0.99f);
        y = Math.Clamp(y + 0.5f, 0f, Side + 0.99f);
        int column = (int)x, row = (int)y;
        float right = x - column, down = y - row;
        var near = _field.AsSpan((row * (Side + 2)) + column);
        float above = near[0] + (right * (near[1] - near[0])), below = near[Side + 2] + (right * (near[Side + 3] - near[Side + 2]));
        return above + (down * (below - above));
    }

    // Keeps the box of the ink alone.
    private void Trim(int width, int height)
    {
        int left = width, top = height, right = -1, bottom = -1;
        for (int y = 0; y < height; y++)
        {
            var row = _drawn.AsSpan(y * width, width);
            int first = row.IndexOfAnyInRange(Faintest, float.MaxValue);
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyInRange(Faintest, float.MaxValue)));
            (top, bottom) = (Math.Min(top, y), y);
        }

        (Width, Height) = (Math.Max(0, right - left + 1), Math.Max(0, bottom - top + 1));
        for (int y = 0; y < Height; y++)
            _drawn.AsSpan(((top + y) * width) + left, Width).CopyTo(_ink.AsSpan(y * Width));
    }
}
