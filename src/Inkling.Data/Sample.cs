namespace Inkling.Data;

/// <summary>One example to learn from: what a network is shown, as bytes or as numbers, and what it should answer: a class, a sequence of classes, or numbers.</summary>
/// <param name="Pixels">One byte a value, row by row and channel by channel (MNIST: 28×28 = 784 bytes, 0 = paper, 255 = ink); empty where <see cref="Values"/> are given.
/// A view of memory owned by the reader's source; it is never written to.</param>
/// <param name="Label">The class, 0-based.</param>
/// <remarks>A network with several inputs of data takes its values one input after the other, in the order in which its layers read them.</remarks>
public readonly record struct Sample(ReadOnlyMemory<byte> Pixels, int Label)
{
    /// <summary>An example of numbers with a class.</summary>
    /// <param name="values">What a network is shown; see <see cref="Values"/>.</param>
    /// <param name="label">The class, 0-based.</param>
    public Sample(ReadOnlyMemory<float> values, int label)
        : this(ReadOnlyMemory<byte>.Empty, label) => Values = values;

    /// <summary>An example of numbers with true numbers.</summary>
    /// <param name="values">What a network is shown; see <see cref="Values"/>.</param>
    /// <param name="targets">What it should answer; see <see cref="Targets"/>.</param>
    public Sample(ReadOnlyMemory<float> values, ReadOnlyMemory<float> targets)
        : this(values, 0) => Targets = targets;

    /// <summary>An example of numbers with a class, as <c>new Sample([5.9f, 3, 5.1f, 1.8f], 2)</c>. Bytes of an image are given as a <c>byte[]</c>: a list of whole numbers is taken for numbers.</summary>
    /// <param name="values">What a network is shown; see <see cref="Values"/>.</param>
    /// <param name="label">The class, 0-based.</param>
    public Sample(float[] values, int label)
        : this(values.AsMemory(), label)
    {
    }

    /// <summary>An example of numbers with true numbers, as <c>new Sample([0, 1], [1, 0])</c>.</summary>
    /// <param name="values">What a network is shown; see <see cref="Values"/>.</param>
    /// <param name="targets">What it should answer; see <see cref="Targets"/>.</param>
    public Sample(float[] values, float[] targets)
        : this(values.AsMemory(), targets.AsMemory())
    {
    }

    /// <summary>Numbers instead of <see cref="Pixels"/>, used as they are: scaled by whoever gives them. Empty of a sample of bytes.</summary>
    /// <remarks>A view of memory that is never written to.</remarks>
    public ReadOnlyMemory<float> Values { get; init; }

    /// <summary>The classes of what the image shows from left to right, for networks that read sequences; empty of a sample of one class.</summary>
    /// <remarks>A view of memory that is never written to. A network that reads sequences does not look at <see cref="Label"/>.</remarks>
    public ReadOnlyMemory<byte> Labels { get; init; }

    /// <summary>The true numbers, for networks that predict quantities, or a 0 or 1 for each of several labels; empty of a sample of classes.</summary>
    /// <remarks>A view of memory that is never written to. A network that predicts numbers does not look at <see cref="Label"/>.</remarks>
    public ReadOnlyMemory<float> Targets { get; init; }
}
