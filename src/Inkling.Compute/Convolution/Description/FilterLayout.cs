namespace Inkling.Compute;

/// <summary>Where the weights of a filter for a channel lie, F·F of them side by side, and whether they are read from the last to the first.</summary>
/// <param name="FilterStep">Floats from one filter to the next.</param>
/// <param name="ChannelStep">Floats from one channel to the next.</param>
/// <param name="IsTurned">Whether the filters are turned round.</param>
internal readonly record struct FilterLayout(int FilterStep, int ChannelStep, bool IsTurned)
{
    /// <summary>Filters as layers have them: [K, C, F, F].</summary>
    public static FilterLayout Of(in ConvolutionShape shape) => new(shape.PatchSize, Area(shape), IsTurned: false);

    /// <summary>The filters of the convolution that this one mirrors, [C, K, F, F] in terms of this one, turned round.</summary>
    public static FilterLayout Mirrored(in ConvolutionShape shape) => new(Area(shape), shape.Filters * Area(shape), IsTurned: true);

    private static int Area(in ConvolutionShape shape) => shape.FilterSize * shape.FilterSize;
}
