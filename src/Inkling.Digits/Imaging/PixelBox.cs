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
}
