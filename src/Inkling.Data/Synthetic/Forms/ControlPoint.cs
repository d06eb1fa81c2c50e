using System.Globalization;

namespace Inkling.Data.Synthetic.Forms;

/// <summary>A point that the pen passes through.</summary>
/// <param name="X">To the right; the digit is about 60 wide and 100 high.</param>
/// <param name="Y">Downwards.</param>
/// <param name="IsCorner">The pen changes its direction here at once; elsewhere it goes round.</param>
internal readonly record struct ControlPoint(float X, float Y, bool IsCorner)
{
    /// <summary>Reads <c>x,y</c>, or <c>x,y!</c> for a corner.</summary>
    public static ControlPoint Parse(string text)
    {
        var isCorner = text.EndsWith('!');
        var (x, y) = text.TrimEnd('!').Split(',') is [var first, var second]
            ? (first, second)
            : throw new FormatException($"Control point '{text}': expected x,y or x,y!");
        return new(float.Parse(x, CultureInfo.InvariantCulture), float.Parse(y, CultureInfo.InvariantCulture), isCorner);
    }

    /// <summary>The point a fraction <paramref name="t"/> of the way to <paramref name="other"/>; a corner if this one is.</summary>
    public ControlPoint Towards(ControlPoint other, float t) => this with { X = X + (t * (other.X - X)), Y = Y + (t * (other.Y - Y)) };
}
