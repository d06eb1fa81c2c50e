namespace Inkling.Compute;

/// <summary>Normalization of every channel by its mean and variance over the images of a batch (Ioffe and Szegedy 2015).</summary>
/// <remarks>
/// Images are [N, C, P]: P pixels of a channel side by side, 1 where a channel is one value. Allocation-free; safe on any thread. Sums run
/// through the images in their order.
/// </remarks>
internal static class BatchNormalization
{
    private const string Operation = "batch normalization";

    /// <summary>Mean and variance of every channel over N·P values; the variance is the mean of squared distances, in a second sweep.</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="x">[N, C, P].</param>
    /// <param name="mean">Overwritten: [C].</param>
    /// <param name="variance">Overwritten: [C].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Measure(in ChannelShape shape, ReadOnlySpan<float> x, Span<float> mean, Span<float> variance) =>
        Measure(SimdChoice.Current.Width, shape, x, mean, variance);

    /// <summary>y = (x − mean[c])·factor[c] + offset[c].</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="x">[N, C, P].</param>
    /// <param name="mean">[C].</param>
    /// <param name="factor">[C].</param>
    /// <param name="offset">[C].</param>
    /// <param name="y">Overwritten: [N, C, P].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Apply(
        in ChannelShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> factor, ReadOnlySpan<float> offset, Span<float> y) =>
        Apply(SimdChoice.Current.Width, shape, x, mean, factor, offset, y);

    /// <summary>For every channel Σ dY and Σ dY·(x − mean): all that the backward pass needs to know of a batch.</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="x">[N, C, P], as it went forward.</param>
    /// <param name="mean">[C], what <see cref="Measure(in ChannelShape, ReadOnlySpan{float}, Span{float}, Span{float})"/> found.</param>
    /// <param name="outputGradient">dY, [N, C, P].</param>
    /// <param name="sum">Overwritten: [C].</param>
    /// <param name="product">Overwritten: [C].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void MeasureGradient(
        in ChannelShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> outputGradient, Span<float> sum, Span<float> product) =>
        MeasureGradient(SimdChoice.Current.Width, shape, x, mean, outputGradient, sum, product);

    /// <summary>inputGradient += outputGradient·gradientFactor[c] + (x − mean[c])·inputFactor[c] + offset[c].</summary>
    /// <param name="shape">N, C and P.</param>
    /// <param name="x">[N, C, P], as it went forward.</param>
    /// <param name="mean">[C].</param>
    /// <param name="outputGradient">[N, C, P].</param>
    /// <param name="gradientFactor">[C].</param>
    /// <param name="inputFactor">[C].</param>
    /// <param name="offset">[C].</param>
    /// <param name="inputGradient">Added to: [N, C, P].</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void AddGradient(
        in ChannelShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> gradientFactor,
        ReadOnlySpan<float> inputFactor, ReadOnlySpan<float> offset, Span<float> inputGradient) =>
        AddGradient(SimdChoice.Current.Width, shape, x, mean, outputGradient, gradientFactor, inputFactor, offset, inputGradient);

    internal static void Measure(SimdWidth width, in ChannelShape shape, ReadOnlySpan<float> x, Span<float> mean, Span<float> variance)
    {
        Check(shape, x.Length, mean.Length, variance.Length);
        for (int c = 0; c < shape.Channels; c++)
        {
            float sum = 0f, squares = 0f;
            for (int n = 0; n < shape.Count; n++)
                sum += Reductions.Sum(width, shape.Plane(x, n, c));
            mean[c] = sum / shape.ValuesPerChannel;
            for (int n = 0; n < shape.Count; n++)
                squares += PlaneLoops.SumOfSquaredDistances(width, shape.Plane(x, n, c), mean[c]);
            variance[c] = squares / shape.ValuesPerChannel;
        }
    }

    internal static void Apply(
        SimdWidth width, in ChannelShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> factor,
        ReadOnlySpan<float> offset, Span<float> y)
    {
        Check(shape, x.Length, Math.Min(mean.Length, factor.Length), offset.Length);
        Extent.Check(Operation, nameof(y), y.Length, shape.Size);
        for (int n = 0; n < shape.Count; n++)
        {
            for (int c = 0; c < shape.Channels; c++)
                PlaneLoops.Scale(width, shape.Plane(x, n, c), mean[c], factor[c], offset[c], shape.Plane(y, n, c));
        }
    }

    internal static void MeasureGradient(
        SimdWidth width, in ChannelShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> outputGradient,
        Span<float> sum, Span<float> product)
    {
        Check(shape, Math.Min(x.Length, outputGradient.Length), Math.Min(mean.Length, sum.Length), product.Length);
        sum[..shape.Channels].Clear();
        product[..shape.Channels].Clear();
        for (int n = 0; n < shape.Count; n++)
        {
            for (int c = 0; c < shape.Channels; c++)
            {
                var dY = shape.Plane(outputGradient, n, c);
                sum[c] += Reductions.Sum(width, dY);
                product[c] += PlaneLoops.SumOfProducts(width, shape.Plane(x, n, c), mean[c], dY);
            }
        }
    }

    internal static void AddGradient(
        SimdWidth width, in ChannelShape shape, ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> gradientFactor, ReadOnlySpan<float> inputFactor, ReadOnlySpan<float> offset, Span<float> inputGradient)
    {
        Check(shape, Math.Min(x.Length, outputGradient.Length), Math.Min(Math.Min(mean.Length, gradientFactor.Length), inputFactor.Length), offset.Length);
        Extent.Check(Operation, nameof(inputGradient), inputGradient.Length, shape.Size);
        for (int n = 0; n < shape.Count; n++)
        {
            for (int c = 0; c < shape.Channels; c++)
            {
                PlaneLoops.AddGradient(
                    width, shape.Plane(x, n, c), mean[c], inputFactor[c], shape.Plane(outputGradient, n, c), gradientFactor[c], offset[c],
                    shape.Plane(inputGradient, n, c));
            }
        }
    }

    private static void Check(in ChannelShape shape, int images, int first, int second)
    {
        shape.Check();
        Extent.Check(Operation, "images", images, shape.Size);
        Extent.Check(Operation, "values per channel", Math.Min(first, second), shape.Channels);
    }
}
