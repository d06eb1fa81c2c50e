namespace Inkling.Compute;

/// <summary>The extents of a batch whose channels are treated each on its own: [N, C, P].</summary>
/// <param name="Count">N, images, 1 or more.</param>
/// <param name="Channels">C, 1 or more.</param>
/// <param name="Pixels">P, values of a channel of an image, 1 or more.</param>
internal readonly record struct ChannelShape(int Count, int Channels, int Pixels)
{
    /// <summary>N·C·P.</summary>
    public long Size => (long)Count * Channels * Pixels;

    /// <summary>N·P, the values of one channel.</summary>
    public long ValuesPerChannel => (long)Count * Pixels;

    /// <summary>Where the first value of a channel lies in images of so many values, once all is checked.</summary>
    internal int First(int channel, int length, string operation)
    {
        if (Count < 1 || Channels < 1 || Pixels < 1)
            throw new ArgumentException($"channels: expected positive extents, got {Count}×{Channels}×{Pixels}");
        if ((uint)channel >= (uint)Channels)
            throw new ArgumentException($"{operation}: channel expected 0 to {Channels - 1}, got {channel}");
        Extent.Check(operation, "images", length, Size);
        return channel * Pixels;
    }
}
