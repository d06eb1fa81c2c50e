namespace Inkling.Data;

/// <summary>One example to learn from: the pixels of an image and the class it belongs to, or the classes of the signs it shows in a row.</summary>
/// <param name="Pixels">One byte a value, row by row and channel by channel (MNIST: 28×28 = 784 bytes, 0 = paper, 255 = ink).
/// A view of memory owned by the reader's source; it is never written to.</param>
/// <param name="Label">The class, 0-based.</param>
public readonly record struct Sample(ReadOnlyMemory<byte> Pixels, int Label)
{
    /// <summary>The classes of what the image shows from left to right, for networks that read sequences; empty of a sample of one class.</summary>
    /// <remarks>A view of memory that is never written to. A network that reads sequences does not look at <see cref="Label"/>.</remarks>
    public ReadOnlyMemory<byte> Labels { get; init; }
}
