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

    /// <summary>An activation by its name in the product: relu, sigmoid, tanh, softmax or linear.</summary>
    public static double[] Apply(string name, int size, double[] x) => name switch
    {
        "relu" => Array.ConvertAll(x, Relu),
        "sigmoid" => Array.ConvertAll(x, Sigmoid),
        "tanh" => Array.ConvertAll(x, Tanh),
        "softmax" => Softmax(size, x),
        "linear" => [.. x],
        _ => throw new ArgumentException($"no oracle for the activation '{name}'", nameof(name)),
    };
}
