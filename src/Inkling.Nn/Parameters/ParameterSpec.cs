namespace Inkling.Nn;

/// <summary>A parameter that a layer asks for.</summary>
/// <param name="Suffix">Its name within the layer: <c>weight</c>, <c>bias</c>.</param>
/// <param name="Extents">Its extents, row-major: [out, in] or [K, C, F, F].</param>
/// <param name="Law">How its first values are drawn.</param>
public sealed record ParameterSpec(string Suffix, IReadOnlyList<int> Extents, InitialLaw Law)
{
    /// <summary>How many values it has.</summary>
    public int Length { get; } = Extents.Aggregate(1, (product, extent) => checked(product * extent));
}
