namespace Inkling.TestKit;

/// <summary>Pooling in doubles, as its definition says.</summary>
public static class PoolingOracle
{
    /// <summary>The largest value of each window.</summary>
    public static double[] Max(PoolingExtents e, double[] x) => [.. Enumerable.Range(0, e.OutputLength).Select(o => x[Largest(e, x, o)])];

    /// <summary>Each output's gradient goes to the first largest value of its window.</summary>
    public static double[] MaxBackward(PoolingExtents e, double[] x, double[] dY)
    {
        var dX = new double[e.InputLength];
        for (int o = 0; o < dY.Length; o++)
            dX[Largest(e, x, o)] += dY[o];
        return dX;
    }

    /// <summary>The sum over the n cells of each window that lie inside the image, divided by a function of n.</summary>
    public static double[] Sum(PoolingExtents e, Func<int, double> divisor, double[] x) =>
        [.. Enumerable.Range(0, e.OutputLength).Select(o => e.Window(o).Sum(i => x[i]) / divisor(e.Window(o).Count()))];

    /// <summary>Each output's gradient goes to every cell of its window, divided likewise.</summary>
    public static double[] SumBackward(PoolingExtents e, Func<int, double> divisor, double[] dY)
    {
        var dX = new double[e.InputLength];
        for (int o = 0; o < dY.Length; o++)
        {
            var window = e.Window(o).ToList();
            foreach (int i in window)
                dX[i] += dY[o] / divisor(window.Count);
        }

        return dX;
    }

    /// <summary>The index in the input of the first largest value of an output's window.</summary>
    public static int Largest(PoolingExtents e, double[] x, int output) => e.Window(output).MaxBy(i => x[i]);
}
