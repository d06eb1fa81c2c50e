namespace Inkling.TestKit;

/// <summary>Activations and their derivatives in doubles.</summary>
public static class ActivationOracle
{
    /// <summary>max(0, x).</summary>
    public static double Relu(double x) => x > 0 || double.IsNaN(x) ? x : 0;

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Hyperbolic tangent.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>Softmax of every row of so many values.</summary>
    public static double[] Softmax(int classes, double[] x)
    {
        var y = new double[x.Length];
        for (int from = 0; from < x.Length; from += classes)
        {
            double max = x.Skip(from).Take(classes).Max();
            double sum = x.Skip(from).Take(classes).Sum(value => Math.Exp(value - max));
            for (int i = from; i < from + classes; i++)
                y[i] = Math.Exp(x[i] - max) / sum;
        }

        return y;
    }

    /// <summary>An activation by its name in the product.</summary>
    public static double[] Apply(string name, int size, double[] x) => name switch
    {
        "relu" => Array.ConvertAll(x, Relu),
        "sigmoid" => Array.ConvertAll(x, Sigmoid),
        "tanh" => Array.ConvertAll(x, Tanh),
        "softmax" => Softmax(size, x),
        "linear" => [.. x],
        "softrelu" => Array.ConvertAll(x, value => Math.Log(1 + Math.Exp(value))),
        "brelu" => Array.ConvertAll(x, value => Math.Min(24, Relu(value))),
        "stanh" => Array.ConvertAll(x, value => 1.7159 * Math.Tanh(2.0 / 3.0 * value)),
        "softsign" => Array.ConvertAll(x, value => value / (1 + Math.Abs(value))),
        "exp" => Array.ConvertAll(x, Math.Exp),
        "abs" => Array.ConvertAll(x, Math.Abs),
        "square" => Array.ConvertAll(x, value => value * value),
        "log" => Array.ConvertAll(x, Math.Log),
        "sqrt" => Array.ConvertAll(x, Math.Sqrt),
        "reciprocal" => Array.ConvertAll(x, value => 1 / value),
        _ => throw new ArgumentException($"no oracle for the activation '{name}'", nameof(name)),
    };
}
