namespace Inkling.Web.Networks;

/// <summary>A network in the middle of its training.</summary>
/// <param name="Filters">The weights of its first layer, or null where they are no pictures.</param>
/// <param name="Layers">What its layers make of the first of the samples, from the input up; of large networks the first ones.</param>
/// <param name="Pixels">That sample.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
internal sealed record NetworkViewJson(FiltersJson? Filters, IReadOnlyList<LayerJson> Layers, byte[] Pixels, int Height, int Width);
