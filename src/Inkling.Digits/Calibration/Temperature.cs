using System.Globalization;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>
/// Makes the probabilities of a network mean what they say: the logits are divided by one number, the temperature, which is fitted on samples that the
/// network did not learn from (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On calibration of modern neural networks", 2017).
/// </summary>
/// <remarks>
/// softmax(z / T) is softmax(z) to the power of 1 / T, made to add up to 1: no logits are needed. The order of the classes does not change. A temperature above 1
/// takes confidence away, one below adds some. Without state: any thread may call it.
/// </remarks>
public static class Temperature
{
    /// <summary>The note of a model file that holds its temperature.</summary>
    public const string Note = "inkling.temperature";

    /// <summary>Temperatures are looked for between the two.</summary>
    private const double Least = 0.1;
    private const double Most = 10;

    /// <summary>The temperature at which the samples are likeliest: that makes their mean −log(probability of the true class) smallest.</summary>
    /// <param name="probabilities">[n, classes]; rows add up to 1.</param>
    /// <param name="labels">The true classes, n of them.</param>
    /// <returns>A number from 0.1 to 10.</returns>
    /// <exception cref="ArgumentException">There are no samples, or the probabilities are no whole rows.</exception>
    public static double Fit(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty || probabilities.Length % labels.Length != 0)
            throw new ArgumentException($"temperature: expected probabilities of one or more samples, got {probabilities.Length} for {labels.Length} labels");

        float[] rows = probabilities.ToArray();
        int[] classes = labels.ToArray();
        return Fit(temperature => Cost(rows, classes, temperature));
    }

    /// <summary>The temperature, from 0.1 to 10, at which a cost that is convex in 1/T is smallest.</summary>
    internal static double Fit(Func<double, double> cost)
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

    /// <summary>Brings the probabilities of one sample to a temperature, in place.</summary>
    /// <param name="probabilities">One a class, adding up to 1. At the temperature 1 they are left as they are.</param>
    /// <param name="temperature">Above 0.</param>
    public static void Apply(Span<float> probabilities, double temperature)
    {
        if (temperature == 1)
            return;

        double sum = 0;
        foreach (float probability in probabilities)
            sum += Math.Pow(probability, 1 / temperature);
        foreach (ref float probability in probabilities)
            probability = (float)(Math.Pow(probability, 1 / temperature) / sum);
    }

    /// <summary>The temperature stored with a model; 1 where there is none.</summary>
    /// <exception cref="InvalidDataException">What is stored is no number above 0.</exception>
    public static double Of(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!parameters.Notes.TryGetValue(Note, out var text))
            return 1;
        return double.TryParse(text, CultureInfo.InvariantCulture, out double temperature) && temperature is > 0 and < double.PositiveInfinity
            ? temperature
            : throw new InvalidDataException($"model: '{Note}' expected a number above 0, found {text}");
    }

    /// <summary>Stores a temperature with a model.</summary>
    public static void Set(Parameters parameters, double temperature)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Notes[Note] = temperature.ToString("R", CultureInfo.InvariantCulture);
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
