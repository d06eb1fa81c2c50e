namespace Inkling.Data.Synthetic;

/// <summary>How a digit is written, whatever the digit: the habits of a hand and the pen it holds.</summary>
/// <remarks>
/// The spreads are tuned so that the digits resemble MNIST's training images in slant, proportions, line width and grayness, and vary a
/// little more than they do in shape.
/// </remarks>
internal readonly struct Hand
{
    private const float BroadPens = 0.12f; // the part of hands that hold a felt pen
    private const float BroadestRadius = 2.8f; // beyond it the rings of an 8 fill up

    /// <summary>Draws a hand at random.</summary>
    public Hand(ref RandomStream random)
    {
        Slant = random.Normal(0.12f, 0.25f);
        Rotation = random.Normal(0f, 0.11f);
        Width = 1.03f * random.Factor(0.24f);
        Balance = random.Normal(0f, 0.4f);
        Taper = random.Normal(0f, 0.22f);
        Looseness = random.Uniform(2f, 9f);
        Tremor = random.Uniform(0f, 0.8f);
        PenRadius = 1.2f * random.Factor(0.25f);
        if (random.Uniform() < BroadPens)
            PenRadius = Math.Min(PenRadius * random.Uniform(1.2f, 2f), BroadestRadius);
        Pressure = random.Uniform(0f, 0.25f);
        Softness = random.Uniform(0.85f, 1.4f);
    }

    /// <summary>Shear: how far the top leans to the right, as a fraction of the height.</summary>
    public float Slant { get; }

    /// <summary>Turn of the whole digit, in radians.</summary>
    public float Rotation { get; }

    /// <summary>Width as a multiple of the form's.</summary>
    public float Width { get; }

    /// <summary>Above zero the upper half is the larger one.</summary>
    public float Balance { get; }

    /// <summary>Above zero the lower half is the wider one.</summary>
    public float Taper { get; }

    /// <summary>How far the pen misses a control point: the standard deviation, in hundredths of the height.</summary>
    public float Looseness { get; }

    /// <summary>The unsteadiness between control points: the standard deviation, in hundredths of the height.</summary>
    public float Tremor { get; }

    /// <summary>Half the width of the line, in pixels of the finished image.</summary>
    public float PenRadius { get; }

    /// <summary>How much the line swells or thins along a stroke: the standard deviation at its ends, as a fraction of the width.</summary>
    public float Pressure { get; }

    /// <summary>The width of the gray rim between ink and paper, in pixels.</summary>
    public float Softness { get; }

    /// <summary>Where the hand puts a point of a form: proportions first, then slant, then rotation.</summary>
    /// <returns>The point in units of the height, the middle of the form at (0, 0).</returns>
    public (float X, float Y) Place(float x, float y)
    {
        var v = (y - 50f) / 100f; // from -0.5 at the top to 0.5 at the bottom
        var u = (x - 50f) / 100f * Width * (1f + (2f * Taper * v));
        v += Balance * (0.25f - (v * v));
        u -= Slant * v;
        return (u - (Rotation * v), v + (Rotation * u)); // a small angle: no need for sine and cosine
    }
}
