namespace Inkling.Nn;

/// <summary>A label that was read, and the columns that said it.</summary>
/// <param name="Label">The class, 0-based.</param>
/// <param name="First">The first of its columns, 0-based.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct PlacedLabel(byte Label, int First, int Last);
