namespace Inkling.TestKit;

/// <summary>Convolution in doubles, as its definition says: one sum over everything that one output reads.</summary>
public static class ConvolutionOracle
{
    /// <summary>
    /// y[n, k, r, s] = b[k] + Σ w[k, c, i, j]·x[n, first + c, r·stride − padding + i·dilation, s·stride − padding + j·dilation], where first is the
    /// first channel of the group of k.
    /// </summary>
    public static double[] Forward(ConvolutionExtents e, double[] x, double[] w, double[] b)
    {
        var y = new double[e.OutputLength];
        int plane = e.OutputHeight * e.OutputWidth;
        for (int o = 0; o < y.Length; o++)
            y[o] = b[o / plane % e.Filters];
        ForEachTerm(e, (input, weight, output) => y[output] += w[weight] * x[input]);
        return y;
    }

    /// <summary>The gradients of input, weights and bias for an upstream gradient.</summary>
    public static (double[] Input, double[] Weight, double[] Bias) Backward(ConvolutionExtents e, double[] x, double[] w, double[] dY)
    {
        double[] dX = new double[e.InputLength], dW = new double[e.WeightLength], dB = new double[e.Filters];
        ForEachTerm(e, (input, weight, output) =>
        {
            dX[input] += w[weight] * dY[output];
            dW[weight] += x[input] * dY[output];
        });

        int plane = e.OutputHeight * e.OutputWidth;
        for (int o = 0; o < dY.Length; o++)
            dB[o / plane % e.Filters] += dY[o];
        return (dX, dW, dB);
    }

    private static void ForEachTerm(ConvolutionExtents e, Action<int, int, int> term)
    {
        for (int n = 0; n < e.Count; n++)
            for (int k = 0; k < e.Filters; k++)
                for (int r = 0; r < e.OutputHeight; r++)
                    for (int s = 0; s < e.OutputWidth; s++)
                        for (int c = 0; c < e.ChannelsPerFilter; c++)
                            for (int i = 0; i < e.FilterSize; i++)
                                for (int j = 0; j < e.FilterSize; j++)
                                {
                                    int row = r * e.Stride - e.Padding + i * e.Dilation, column = s * e.Stride - e.Padding + j * e.Dilation;
                                    if (row < 0 || row >= e.Height || column < 0 || column >= e.Width)
                                        continue;

                                    int channel = k / (e.Filters / e.Groups) * e.ChannelsPerFilter + c;
                                    term(
                                        ((n * e.Channels + channel) * e.Height + row) * e.Width + column,
                                        ((k * e.ChannelsPerFilter + c) * e.FilterSize + i) * e.FilterSize + j,
                                        ((n * e.Filters + k) * e.OutputHeight + r) * e.OutputWidth + s);
                                }
    }
}
