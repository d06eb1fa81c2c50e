using System.Globalization;

namespace Inkling.Nn;

/// <summary>The numbers that the bytes 0..255 become: value = low + byte/255·(high − low).</summary>
/// <param name="Low">What 0 (paper) becomes.</param>
/// <param name="High">What 255 (ink) becomes.</param>
public readonly record struct PixelRange(float Low, float High)
{
    /// <summary>The chapter's scaling, byte/255·2 − 1: paper −1, ink +1.</summary>
    public static PixelRange MinusOneToOne => new(-1f, 1f);

    /// <summary>Paper 0, ink 1.</summary>
    public static PixelRange ZeroToOne => new(0f, 1f);

    internal float Scale => (High - Low) / 255f;

    /// <summary><c>-1..1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low}..{High}");
}
