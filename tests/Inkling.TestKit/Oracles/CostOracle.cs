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

    /// <summary>Σᵢ −qᵢ·log softmax(logits)ᵢ with q = (1 − ε)·onehot(label) + ε/classes.</summary>
    public static double[] SmoothedCrossEntropy(int classes, double smoothing, double[] logits, int[] labels) =>
        [.. labels.Select((label, n) =>
        {
            double[] p = ActivationOracle.Softmax(classes, logits.AsSpan(n * classes, classes).ToArray());
            return -Enumerable.Range(0, classes).Sum(i => ((i == label ? 1 - smoothing : 0) + smoothing / classes) * Math.Log(p[i]));
        })];

    /// <summary>−log p[label].</summary>
    public static double[] NegativeLogarithm(int classes, double[] p, int[] labels) =>
        [.. labels.Select((label, n) => -Math.Log(p[n * classes + label]))];

    /// <summary>Σᵢ (yᵢ − onehot(label)ᵢ)².</summary>
    public static double[] SquareError(int classes, double[] y, int[] labels) =>
        [.. labels.Select((label, n) => Enumerable.Range(0, classes).Sum(i => Math.Pow(y[n * classes + i] - (i == label ? 1 : 0), 2)))];

    /// <summary>Σᵢ (yᵢ − tᵢ)².</summary>
    public static double[] SquareError(int size, double[] y, float[] targets) =>
        [.. y.Zip(targets, (value, target) => Math.Pow(value - target, 2)).Chunk(size).Select(squares => squares.Sum())];

    /// <summary>Σᵢ −tᵢ·log sigmoid(xᵢ) − (1 − tᵢ)·log(1 − sigmoid(xᵢ)).</summary>
    public static double[] BinaryCrossEntropy(int size, double[] logits, float[] targets) =>
        [.. logits.Zip(targets, (x, target) => -(target * Math.Log(1 / (1 + Math.Exp(-x)))) - ((1 - target) * Math.Log(1 / (1 + Math.Exp(x))))).Chunk(size).Select(costs => costs.Sum())];
}
