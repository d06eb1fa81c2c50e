namespace Inkling.Data;

/// <summary>One example to learn from: the pixels of an image and the class it belongs to.</summary>
/// <param name="Pixels">One byte a value, row by row and channel by channel (MNIST: 28×28 = 784 bytes, 0 = paper, 255 = ink).
/// A view of memory owned by the reader's source; it is never written to.</param>
/// <param name="Label">The class, 0-based.</param>
public readonly record struct Sample(ReadOnlyMemory<byte> Pixels, int Label);
