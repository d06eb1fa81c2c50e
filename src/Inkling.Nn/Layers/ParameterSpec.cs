namespace Inkling.Nn;

/// <summary>A parameter that a layer asks for.</summary>
/// <param name="Suffix">Its name within the layer: <c>weight</c>, <c>bias</c>.</param>
/// <param name="Extents">Its extents, row-major: [out, in] or [K, C, F, F].</param>
/// <param name="Initializer">How its first values are drawn.</param>
public sealed record ParameterSpec(string Suffix, IReadOnlyList<int> Extents, Initializer Initializer)
{
    /// <summary>
    /// Null for a parameter that is learnt. Else it is a moving average of what the layer observes while learning, v ← d·v + (1 − d)·observed, and
    /// this is d: then the layer gives, in the place of a gradient, what it observed, times the part of the minibatch that it has seen.
    /// </summary>
    public double? MovingAverage { get; init; }

    /// <summary>How many values it has.</summary>
    public int Length { get; } = Extents.Aggregate(1, (product, extent) => checked(product * extent));
}
