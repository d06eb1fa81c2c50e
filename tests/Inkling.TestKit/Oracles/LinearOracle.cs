namespace Inkling.TestKit;

/// <summary>A fully connected layer in doubles.</summary>
public static class LinearOracle
{
    /// <summary>y[n, o] = b[o] + Σᵢ x[n, i]·w[o, i].</summary>
    public static double[] Forward(int count, int inputs, int outputs, double[] x, double[] w, double[] b)
    {
        var y = new double[count * outputs];
        for (int n = 0; n < count; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                y[n * outputs + o] = b[o];
                for (int i = 0; i < inputs; i++)
                    y[n * outputs + o] += x[n * inputs + i] * w[o * inputs + i];
            }
        }

        return y;
    }

    /// <summary>c[i, j] = Σₚ a(i, p)·b(p, j), for operands in any layout.</summary>
    public static double[] Product(int m, int n, int k, Func<int, int, double> a, Func<int, int, double> b)
    {
        var c = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int p = 0; p < k; p++)
                    c[i * n + j] += a(i, p) * b(p, j);
            }
        }

        return c;
    }
}
