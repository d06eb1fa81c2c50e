namespace Inkling.Compute;

/// <summary>Convolution of one group forward and backward as the definition says: the oracle of the fast kernels, and the path without vectors.</summary>
internal static class ConvolutionReference
{
    // y[k, p] = bias[k] + Σ_c,i,j w[k, c, i, j] · x[c, row(p) + i, column(p) + j], zero outside the image
    public static void Forward(in ConvolutionShape s, int count, ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> bias, Span<float> y)
    {
        for (int n = 0; n < count; n++)
        {
            for (int k = 0; k < s.Filters; k++)
            {
                for (int p = 0; p < s.OutputPixels; p++)
                {
                    float sum = bias[k];
                    for (int q = 0; q < s.PatchSize; q++)
                    {
                        if (InputIndex(s, p, q) is var i && i >= 0)
                            sum += w[k * s.PatchSize + q] * x[n * s.InputSize + i];
                    }

                    y[n * s.OutputSize + k * s.OutputPixels + p] = sum;
                }
            }
        }
    }

    // dX[i] += Σ over the (k, p, q) whose patch value q at pixel p is input i: w[k, q] · dY[k, p]
    public static void BackwardInput(in ConvolutionShape s, int count, ReadOnlySpan<float> w, ReadOnlySpan<float> dY, Span<float> dX)
    {
        for (int n = 0; n < count; n++)
        {
            for (int k = 0; k < s.Filters; k++)
            {
                for (int p = 0; p < s.OutputPixels; p++)
                {
                    float g = dY[n * s.OutputSize + k * s.OutputPixels + p];
                    for (int q = 0; q < s.PatchSize; q++)
                    {
                        if (InputIndex(s, p, q) is var i && i >= 0)
                            dX[n * s.InputSize + i] += w[k * s.PatchSize + q] * g;
                    }
                }
            }
        }
    }

    // dW[k, q] += Σ_n,p dY[k, p] · x[input of (p, q)];  dB[k] += Σ_n,p dY[k, p]
    public static void BackwardWeights(in ConvolutionShape s, int count, ReadOnlySpan<float> x, ReadOnlySpan<float> dY, Span<float> dW, Span<float> dB)
    {
        for (int n = 0; n < count; n++)
        {
            for (int k = 0; k < s.Filters; k++)
            {
                for (int p = 0; p < s.OutputPixels; p++)
                {
                    float g = dY[n * s.OutputSize + k * s.OutputPixels + p];
                    dB[k] += g;
                    for (int q = 0; q < s.PatchSize; q++)
                    {
                        if (InputIndex(s, p, q) is var i && i >= 0)
                            dW[k * s.PatchSize + q] += g * x[n * s.InputSize + i];
                    }
                }
            }
        }
    }

    /// <summary>Where in the input image the value q = (c, i, j) of the patch at output pixel p lies, or −1 in the padding.</summary>
    public static int InputIndex(in ConvolutionShape s, int p, int q)
    {
        int area = s.FilterSize * s.FilterSize;
        int channel = q / area, i = q % area / s.FilterSize, j = q % s.FilterSize;
        int row = p / s.OutputWidth * s.Stride - s.Padding + i * s.Dilation;
        int column = p % s.OutputWidth * s.Stride - s.Padding + j * s.Dilation;
        bool inside = row >= 0 && row < s.Height && column >= 0 && column < s.Width;
        return inside ? (channel * s.Height + row) * s.Width + column : -1;
    }
}
