namespace Inkling.TestKit;

/// <summary>The gradient of a function by its definition.</summary>
public static class CentralDifferences
{
    private const double Step = 1e-6;

    /// <summary>(f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h for every i; <paramref name="x"/> is the array that <paramref name="f"/> reads.</summary>
    public static double[] Gradient(Func<double> f, double[] x)
    {
        var gradient = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double at = x[i];
            x[i] = at + Step;
            double above = f();
            x[i] = at - Step;
            double below = f();
            x[i] = at;
            gradient[i] = (above - below) / (2 * Step);
        }

        return gradient;
    }

    /// <summary>Σ upstreamᵢ·outputᵢ: the scalar whose gradient a backward pass with that upstream gradient gives.</summary>
    public static double Dot(double[] upstream, double[] output) => upstream.Zip(output, (u, y) => u * y).Sum();
}
