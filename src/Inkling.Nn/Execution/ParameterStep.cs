namespace Inkling.Nn;

/// <summary>The step of an optimizer as a device takes it: which formula, and its settings.</summary>
/// <param name="Formula">The name of a kernel, without the prefix.</param>
/// <param name="A">The rate.</param>
/// <param name="B">A setting of the formula.</param>
/// <param name="C">A setting of the formula.</param>
/// <param name="D">A setting of the formula.</param>
internal readonly record struct ParameterStep(string Formula, float A, float B = 0f, float C = 0f, float D = 0f)
{
    /// <summary>What stays of a parameter before the step.</summary>
    public float Keep { get; init; } = 1f;

    /// <summary>What gradients are multiplied by.</summary>
    public float Scale { get; init; } = 1f;

    /// <summary>What gradients are clipped to, on both sides of 0.</summary>
    public float Limit { get; init; } = float.PositiveInfinity;

    /// <summary>The penalty of magnitudes.</summary>
    public float L1 { get; init; }

    /// <summary>The penalty of squares, halved.</summary>
    public float L2 { get; init; }
}
