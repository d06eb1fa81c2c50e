namespace Inkling.Data.Synthetic;

/// <summary>How a digit is written, whatever the digit: the habits of the hand and the pen it holds.</summary>
internal readonly struct Hand
{
    private const float BroadPens = 0.07f; // the part of hands that hold a felt pen
    private const float BroadestRadius = 2.6f; // beyond it the rings of an 8 fill up

    /// <summary>Draws a hand at random.</summary>
    public Hand(ref RandomStream random)
    {
        Slant = random.Normal(0.12f, 0.25f);
        Rotation = random.Normal(0f, 0.11f);
        Width = MathF.Exp(random.Normal(0.03f, 0.24f));
        Balance = random.Normal(0f, 0.4f);
        Taper = random.Normal(0f, 0.22f);
        Looseness = random.Uniform(2f, 9f);
        Tremor = random.Uniform(0f, 0.8f);
        PenRadius = MathF.Exp(random.Normal(0.16f, 0.25f));
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

    /// <summary>How much the pen's radius changes along a stroke, as a fraction of it.</summary>
    public float Pressure { get; }

    /// <summary>The width of the gray rim between ink and paper, in pixels.</summary>
    public float Softness { get; }
}
