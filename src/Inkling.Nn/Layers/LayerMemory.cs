namespace Inkling.Nn;

/// <summary>The memory a layer needs beside its output and gradients.</summary>
/// <param name="Scratch">Floats whose content means nothing between calls; shared by all layers of an executor.</param>
/// <param name="Packed">Floats that <see cref="Layer.Prepare"/> fills and that stay until the parameters change.</param>
/// <param name="Saved">Floats per sample that forward keeps for backward.</param>
/// <param name="Indices">Integers per sample that forward keeps for backward.</param>
/// <param name="Statistics">Floats that forward keeps for backward, however many samples there are.</param>
public readonly record struct LayerMemory(int Scratch = 0, int Packed = 0, int Saved = 0, int Indices = 0, int Statistics = 0);
