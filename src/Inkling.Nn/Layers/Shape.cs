namespace Inkling.Nn;

/// <summary>The extents of what a layer gives for one sample: an image of C×H×W values, or a vector of n.</summary>
/// <param name="Channels">C of an image; n of a vector.</param>
/// <param name="Height">Rows; 1 of a vector.</param>
/// <param name="Width">Columns; 1 of a vector.</param>
public readonly record struct Shape(int Channels, int Height, int Width)
{
    /// <summary>The shape of a vector.</summary>
    public static Shape Vector(int size) => new(size, 1, 1);

    /// <summary>How many values there are, C·H·W.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>True for n×1×1, which is written as n alone.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    /// <summary><c>20×24×24</c>, or <c>10</c> for a vector.</summary>
    public override string ToString() => IsVector ? $"{Channels}" : $"{Channels}×{Height}×{Width}";
}
