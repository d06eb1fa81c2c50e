namespace Inkling.TestKit;

/// <summary>Batch normalization in doubles: [N, C, P], every channel on its own.</summary>
public static class BatchNormOracle
{
    /// <summary>Mean and variance (divided by N·P) of every channel.</summary>
    public static (double[] Mean, double[] Variance) Measure(int channels, int pixels, double[] x)
    {
        double[][] values = [.. Enumerable.Range(0, channels).Select(c => x.Where((_, i) => i / pixels % channels == c).ToArray())];
        double[] mean = [.. values.Select(of => of.Average())];
        return (mean, [.. values.Select((of, c) => of.Average(value => Math.Pow(value - mean[c], 2)))]);
    }

    /// <summary>y = weight·(x − mean)/√(variance + ε) + bias.</summary>
    public static double[] Normalize(int channels, int pixels, double epsilon, double[] x, double[] weight, double[] bias, double[] mean, double[] variance) =>
        [.. x.Select((value, i) => (i / pixels % channels) is var c ? weight[c] * (value - mean[c]) / Math.Sqrt(variance[c] + epsilon) + bias[c] : 0)];
}
