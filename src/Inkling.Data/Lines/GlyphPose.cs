namespace Inkling.Data.Lines;

/// <summary>How a sign stands in a line.</summary>
/// <param name="Height">Of its ink, in pixels.</param>
/// <param name="WidthFactor">Its width as a multiple of what it has at that height.</param>
/// <param name="Slant">Shear: how far the top leans to the right, as a part of the height.</param>
/// <param name="Rotation">In radians, clockwise.</param>
/// <param name="Thickening">How far the edges of its strokes move outwards, in pixels of the field of 28×28.</param>
/// <param name="Sharpness">How much steeper edges become; 1 leaves them.</param>
/// <param name="PhaseX">The part of a pixel by which it is moved to the right.</param>
/// <param name="PhaseY">The part of a pixel by which it is moved down.</param>
/// <param name="Sway">How far its strokes swing to and fro about where they were, as a part of the height: no hand writes a sign twice alike.</param>
/// <param name="SwayX">Where the swing to the right begins, in radians.</param>
/// <param name="SwayY">Where the swing down begins.</param>
internal readonly record struct GlyphPose(
    float Height, float WidthFactor, float Slant, float Rotation, float Thickening, float Sharpness, float PhaseX, float PhaseY, float Sway, float SwayX, float SwayY)
{
    /// <summary>A sign is at most so many times as wide as high; a wider one is lower instead, as a dash is.</summary>
    public const float WidestAspect = 1.4f;
}
