using Inkling.Nn;

namespace Inkling.Workbench;

/// <summary>The output of one layer for one image.</summary>
/// <param name="Layer">The layer's name in its network: <c>conv1</c>.</param>
/// <param name="Shape">Channels, rows and columns.</param>
/// <param name="Values">Channel by channel and row by row.</param>
public sealed record FeatureMap(string Layer, Shape Shape, IReadOnlyList<float> Values);
