using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.TightCrops;

/// <summary>A digit cut to the box of its ink.</summary>
/// <param name="Ink">0 paper to 1 ink.</param>
/// <param name="Label">Which digit it is.</param>
internal sealed record CutDigit(Plane Ink, string Label);
