namespace Inkling.Data;

/// <content>batch</content>
public static partial class Readers
{
    /// <summary>Groups samples into minibatches; the last one may be smaller. The last decorator of a chain.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="size">Samples of a minibatch, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public static BatchReader Batch(this Reader<Sample> reader, int size)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new(reader, size);
    }
}
