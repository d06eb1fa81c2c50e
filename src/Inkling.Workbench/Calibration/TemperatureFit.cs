using Inkling.Digits;

namespace Inkling.Workbench;

/// <summary>Fits the <see cref="Temperature"/> of a model on samples that it did not learn from. Without state: any thread may call it.</summary>
public static class TemperatureFit
{
    /// <summary>Temperatures are looked for between the two.</summary>
    private const double Least = 0.1;
    private const double Most = 10;

    /// <summary>The temperature at which the samples are likeliest: that makes their mean −log(probability of the true class) smallest.</summary>
    /// <param name="probabilities">[n, classes]; rows add up to 1.</param>
    /// <param name="labels">The true classes, n of them.</param>
    /// <returns>A number from 0.1 to 10.</returns>
    /// <exception cref="ArgumentException">There are no samples, or the probabilities are no whole rows.</exception>
    public static double Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty || probabilities.Length % labels.Length != 0)
            throw new ArgumentException($"temperature: expected probabilities of one or more samples, got {probabilities.Length} for {labels.Length} labels");

        float[] rows = probabilities.ToArray();
        int[] classes = labels.ToArray();
        return Of(temperature => Cost(rows, classes, temperature));
    }

    /// <summary>The temperature, from 0.1 to 10, at which a cost that is convex in 1/T is smallest.</summary>
    internal static double Of(Func<double, double> cost)
    {
        // A golden section narrows log T by a factor of 0.618 a step.
        const int Steps = 40;
        double golden = (Math.Sqrt(5) - 1) / 2, low = Math.Log(Least), high = Math.Log(Most);
        double left = high - (golden * (high - low)), right = low + (golden * (high - low));
        double costLeft = cost(Math.Exp(left)), costRight = cost(Math.Exp(right));
        for (int step = 0; step < Steps; step++)
        {
            if (costLeft < costRight)
            {
                (high, right, costRight) = (right, left, costLeft);
                left = high - (golden * (high - low));
                costLeft = cost(Math.Exp(left));
            }
            else
            {
                (low, left, costLeft) = (left, right, costRight);
                right = low + (golden * (high - low));
                costRight = cost(Math.Exp(right));
            }
        }

        return Math.Exp((low + high) / 2);
    }

    private static double Cost(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, double temperature)
    {
        int classes = probabilities.Length / labels.Length;
        double cost = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            var row = probabilities.Slice(n * classes, classes);
            double sum = 0;
            foreach (float probability in row)
                sum += Math.Pow(probability, 1 / temperature);
            cost += Math.Log(sum) - (Math.Log(Math.Max(row[labels[n]], float.Epsilon)) / temperature);
        }

        return cost;
    }
}
