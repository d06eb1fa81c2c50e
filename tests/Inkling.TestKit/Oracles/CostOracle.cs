namespace Inkling.TestKit;

/// <summary>Costs of samples in doubles.</summary>
public static class CostOracle
{
    /// <summary>−log softmax(logits)[label], by way of log Σ e^(x − max).</summary>
    public static double[] CrossEntropy(int classes, double[] logits, int[] labels) =>
        [.. labels.Select((label, n) =>
        {
            var row = logits.AsSpan(n * classes, classes).ToArray();
            double max = row.Max();
            return Math.Log(row.Sum(x => Math.Exp(x - max))) + (max - row[label]);
        })];

    /// <summary>Σᵢ (yᵢ − onehot(label)ᵢ)².</summary>
    public static double[] SquareError(int classes, double[] y, int[] labels) =>
        [.. labels.Select((label, n) => Enumerable.Range(0, classes).Sum(i => Math.Pow(y[n * classes + i] - (i == label ? 1 : 0), 2)))];
}
