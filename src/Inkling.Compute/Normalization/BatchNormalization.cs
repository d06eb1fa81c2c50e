namespace Inkling.Compute;

/// <summary>Normalization of a channel by its mean and variance over the images of a batch (Ioffe and Szegedy 2015), with the rectifier that may follow.</summary>
/// <remarks>
/// Images are [N, C, P]: P pixels of a channel side by side, 1 where a channel is one value. Allocation-free; safe on any thread. Sums run
/// through the images in their order. Channel by channel, because the second of two sweeps over a channel finds it in the cache.
/// </remarks>
internal static unsafe class BatchNormalization
{
    private const string Operation = "batch normalization";

    /// <summary>Mean and variance of a channel over N·P values; the variance is the mean of squared distances, in a second sweep.</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="x">[N, C, P].</param>
    /// <exception cref="ArgumentException">The span is too short, or there is no such channel.</exception>
    public static (float Mean, float Variance) Measure(in ChannelShape shape, int channel, ReadOnlySpan<float> x) => Measure(SimdChoice.Current.Width, shape, channel, x);

    /// <summary>y = f(x) for the values of a channel.</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="x">[N, C, P].</param>
    /// <param name="f">What becomes of its values.</param>
    /// <param name="y">[N, C, P], of which the channel is overwritten.</param>
    /// <exception cref="ArgumentException">A span is too short, or there is no such channel.</exception>
    public static void Apply(in ChannelShape shape, int channel, ReadOnlySpan<float> x, in ChannelFunction f, Span<float> y) =>
        Apply(SimdChoice.Current.Width, shape, channel, x, f, y);

    /// <summary>Σ dY and Σ dY·(x − mean) over the values of a channel that are above the floor: all that the backward pass needs to know of a batch.</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="x">[N, C, P], as it went forward.</param>
    /// <param name="f">What was applied.</param>
    /// <param name="outputGradient">dY, [N, C, P].</param>
    /// <exception cref="ArgumentException">A span is too short, or there is no such channel.</exception>
    public static (float Sum, float Product) MeasureGradient(
        in ChannelShape shape, int channel, ReadOnlySpan<float> x, in ChannelFunction f, ReadOnlySpan<float> outputGradient) =>
        MeasureGradient(SimdChoice.Current.Width, shape, channel, x, f, outputGradient);

    /// <summary>gradient = gradient·gradientFactor + (x − mean)·inputFactor + offset for the values of a channel; at the floor the gradient counts as 0.</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="x">[N, C, P], as it went forward.</param>
    /// <param name="f">What was applied.</param>
    /// <param name="gradientFactor">Of the gradient.</param>
    /// <param name="inputFactor">Of the distance from the mean.</param>
    /// <param name="offset">What is added.</param>
    /// <param name="gradient">[N, C, P]; in: of the output; out: of the input.</param>
    /// <exception cref="ArgumentException">A span is too short, or there is no such channel.</exception>
    public static void Backward(
        in ChannelShape shape, int channel, ReadOnlySpan<float> x, in ChannelFunction f, float gradientFactor, float inputFactor, float offset, Span<float> gradient) =>
        Backward(SimdChoice.Current.Width, shape, channel, x, f, gradientFactor, inputFactor, offset, gradient);

    internal static (float Mean, float Variance) Measure(SimdWidth width, in ChannelShape shape, int channel, ReadOnlySpan<float> x)
    {
        int from = shape.First(channel, x.Length, Operation);
        fixed (float* of = x)
            return Vectorized.Run<ChannelLoops.Moments, (float, float)>(width, new(of + from, Planes(shape)));
    }

    internal static void Apply(SimdWidth width, in ChannelShape shape, int channel, ReadOnlySpan<float> x, in ChannelFunction f, Span<float> y)
    {
        int from = shape.First(channel, Math.Min(x.Length, y.Length), Operation);
        fixed (float* of = x, to = y)
            Vectorized.Run(width, new ChannelLoops.Applied(of + from, f, to + from, Planes(shape)));
    }

    internal static (float Sum, float Product) MeasureGradient(
        SimdWidth width, in ChannelShape shape, int channel, ReadOnlySpan<float> x, in ChannelFunction f, ReadOnlySpan<float> outputGradient)
    {
        int from = shape.First(channel, Math.Min(x.Length, outputGradient.Length), Operation);
        fixed (float* of = x, dY = outputGradient)
            return Vectorized.Run<ChannelLoops.GradientSums, (float, float)>(width, new(of + from, f, dY + from, Planes(shape)));
    }

    internal static void Backward(
        SimdWidth width, in ChannelShape shape, int channel, ReadOnlySpan<float> x, in ChannelFunction f, float gradientFactor, float inputFactor, float offset, Span<float> gradient)
    {
        int from = shape.First(channel, Math.Min(x.Length, gradient.Length), Operation);
        fixed (float* of = x, dY = gradient)
            Vectorized.Run(width, new ChannelLoops.Gradients(of + from, f, gradientFactor, inputFactor, offset, dY + from, Planes(shape)));
    }

    private static ChannelLoops.Planes Planes(in ChannelShape shape) => new(shape.Count, shape.Pixels, (nint)shape.Channels * shape.Pixels);
}
