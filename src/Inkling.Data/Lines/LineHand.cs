using Inkling.Data.Synthetic;
using Inkling.Lines;

namespace Inkling.Data.Lines;

/// <summary>How a line is written, whatever stands in it: its size and place on the strip, and the habits of the hand.</summary>
internal readonly struct LineHand
{
    private const float SmallestHeight = LineStrip.LowestDigit, UsualHeight = 25f, LargestHeight = 32f;

    /// <summary>How often a line is plain: often enough that its digits are learned as well as those of a single one.</summary>
    private const float Plain = 0.25f;

    /// <summary>How often a hand is a running one, which leans far to the right.</summary>
    private const float Running = 0.2f;

    /// <summary>How often the first digit of a line that is not plain was cut too tightly, and as often the last one.</summary>
    private const float Clipped = 0.08f;

    public LineHand(ref RandomStream random)
    {
        IsPlain = random.Uniform() < Plain;
        // Cut out tightly, or with room above and below.
        Height = random.Uniform() < 0.3f ? random.Uniform(UsualHeight, LargestHeight) : random.Uniform(SmallestHeight, UsualHeight);
        Top = random.Uniform(-0.7f, LineStrip.Height - Height + 0.7f);
        Rise = random.Normal(0f, 0.025f);
        Slant = random.Uniform() < Running ? random.Uniform(0.2f, 0.55f) : random.Normal(0.06f, 0.2f);
        WidthFactor = random.Factor(0.2f);
        Thickening = Math.Max(-0.5f, random.Normal(-0.1f, 0.45f));
        Sharpness = random.Uniform(0.9f, 2.2f);
        Unevenness = random.Uniform(0f, random.Uniform() < 0.7f ? 0.12f : 0.3f);
        Spacing = (LineSpacing)random.Index((int)LineSpacing.Mixed + 1);
        Marks = !IsPlain && random.Uniform() < 0.45f ? random.Uniform(0.1f, 0.6f) : 0f;
        Source = random.Uniform();
        ClipsFirst = !IsPlain && random.Uniform() < Clipped;
        ClipsLast = !IsPlain && random.Uniform() < Clipped;
    }

    /// <summary>Whether nothing but digits stands in the line, on even paper: the commonest line that people bring.</summary>
    public bool IsPlain { get; }

    /// <summary>Of the digits, in pixels.</summary>
    public float Height { get; }

    /// <summary>Where the digits begin, in rows.</summary>
    public float Top { get; }

    /// <summary>How far the line rises or falls, in rows a column.</summary>
    public float Rise { get; }

    /// <summary>How far tops lean to the right, as a part of the height.</summary>
    public float Slant { get; }

    /// <summary>Widths as multiples of the usual.</summary>
    public float WidthFactor { get; }

    /// <summary>How far the edges of strokes move outwards, in pixels of the field of 28×28.</summary>
    public float Thickening { get; }

    /// <summary>How much steeper edges become.</summary>
    public float Sharpness { get; }

    /// <summary>How much digits of the line differ in height, and stand above or below it, as a part of the height.</summary>
    public float Unevenness { get; }

    /// <summary>How close to each other digits stand.</summary>
    public LineSpacing Spacing { get; }

    /// <summary>How probable a mark is between two digits.</summary>
    public float Marks { get; }

    /// <summary>Whose digits: below a half those of the collection, above three quarters the pen's, between them either's.</summary>
    public float Source { get; }

    /// <summary>Whether the border takes a part of the first digit.</summary>
    public bool ClipsFirst { get; }

    /// <summary>Whether the border takes a part of the last digit.</summary>
    public bool ClipsLast { get; }

    /// <summary>How a sign of this line stands.</summary>
    /// <param name="size">Its height as a part of the digits'.</param>
    /// <param name="random">Where chance comes from.</param>
    public GlyphPose Pose(float size, ref RandomStream random) => new(
        Math.Max(4f, Height * size * Math.Clamp(1f + random.Normal(0f, Unevenness), 0.45f, 1.4f)), WidthFactor * random.Factor(0.1f), Slant + random.Normal(0f, 0.06f),
        random.Normal(0f, 0.06f), Thickening + random.Normal(0f, 0.12f), Sharpness, random.Uniform(-0.5f, 0.5f), random.Uniform(-0.5f, 0.5f),
        random.Uniform(0f, 0.05f), random.Uniform(0f, MathF.Tau), random.Uniform(0f, MathF.Tau));

    /// <summary>How a letter of print stands before or behind this line: upright, lower than the digits, and like the others of its word but for its size.</summary>
    /// <param name="size">Its height as a part of the digits'.</param>
    public GlyphPose PrintedPose(float size) => new(Math.Max(4f, Height * size), WidthFactor: 1f, Slant: 0f, Rotation: 0f, Thickening, Sharpness, PhaseX: 0f, PhaseY: 0f, Sway: 0f, SwayX: 0f, SwayY: 0f);
}
