namespace Inkling.Nn;

/// <summary>A value of a graph that <see cref="GraphWriter"/> writes.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="IsFlat">Whether its extents are [N, size]; else [N, channels, height, width].</param>
public readonly record struct GraphValue(string Name, bool IsFlat);
