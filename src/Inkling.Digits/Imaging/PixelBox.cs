namespace Inkling.Digits.Imaging;

/// <summary>An upright rectangle of whole pixels; the default value is empty.</summary>
/// <param name="X">The leftmost column, 0-based.</param>
/// <param name="Y">The topmost row, 0-based.</param>
/// <param name="Width">Columns; 0 when empty.</param>
/// <param name="Height">Rows; 0 when empty.</param>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    /// <summary>Whether it holds no pixel.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The smallest box around both; an empty one adds nothing.</summary>
    internal PixelBox Union(PixelBox other)
    {
        if (IsEmpty || other.IsEmpty)
            return IsEmpty ? other : this;
        int x = Math.Min(X, other.X), y = Math.Min(Y, other.Y);
        return new PixelBox(x, y, Math.Max(X + Width, other.X + other.Width) - x, Math.Max(Y + Height, other.Y + other.Height) - y);
    }

    /// <summary>Whether the middle of another box lies in this one.</summary>
    internal bool HasMiddleOf(PixelBox other)
    {
        int x = other.X + (other.Width / 2), y = other.Y + (other.Height / 2);
        return x >= X && x < X + Width && y >= Y && y < Y + Height;
    }

    /// <summary>The box with so much room on each side, as far as the image reaches.</summary>
    internal PixelBox WithRoom(int room, GrayImage image)
    {
        int left = Math.Max(0, X - room), top = Math.Max(0, Y - room);
        return new PixelBox(left, top, Math.Min(image.Width, X + Width + room) - left, Math.Min(image.Height, Y + Height + room) - top);
    }

    internal PixelBox Times(int factor) => new(X * factor, Y * factor, Width * factor, Height * factor);

    /// <summary>The box of whole pixels around the same part of a larger or smaller copy.</summary>
    internal PixelBox Scaled(GrayImage from, GrayImage to)
    {
        int left = Down(X, from.Width, to.Width), top = Down(Y, from.Height, to.Height);
        int right = Up(X + Width, from.Width, to.Width), bottom = Up(Y + Height, from.Height, to.Height);
        return new PixelBox(left, top, right - left, bottom - top);

        static int Down(int at, int from, int to) => (int)((long)at * to / from);
        static int Up(int at, int from, int to) => (int)((((long)at * to) + from - 1) / from);
    }
}
