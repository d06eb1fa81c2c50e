namespace Inkling.Nn;

/// <summary>A named array of floats, as files hold it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extents">Its extents, row-major; none for a single value.</param>
/// <param name="Values">As many as the product of the extents.</param>
public sealed record Tensor(string Name, IReadOnlyList<int> Extents, float[] Values);
