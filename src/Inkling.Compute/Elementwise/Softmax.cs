using System.Runtime.CompilerServices;

namespace Inkling.Compute;

/// <summary>Softmax over the classes of each sample, pᵢ = e^(xᵢ − max) / Σⱼ e^(xⱼ − max), and its cross-entropy with a label.</summary>
/// <remarks>
/// The maximum is subtracted, so no exponential overflows and the sum is at least one. The exponentials, which are nearly all of the work, are
/// taken of all rows at once; the rows themselves, of ten classes or so, fill no loop of registers.
/// </remarks>
internal static class Softmax
{
    /// <summary>Every row becomes its softmax, in place.</summary>
    /// <param name="classes">Values in a row.</param>
    /// <param name="rows">[samples, classes]; in: logits, out: probabilities.</param>
    /// <exception cref="ArgumentException">There is no whole number of rows.</exception>
    public static void Forward(int classes, Span<float> rows) => Forward(SimdChoice.Current.Width, classes, rows);

    /// <summary>gradientᵢ = pᵢ·(gradientᵢ − Σⱼ gradientⱼ·pⱼ) in every row, in place.</summary>
    /// <param name="classes">Values in a row.</param>
    /// <param name="probabilities">What <see cref="Forward(int, Span{float})"/> gave.</param>
    /// <param name="gradient">In: of the probabilities; out: of the logits.</param>
    /// <exception cref="ArgumentException">There are fewer probabilities than gradients, or no whole number of rows.</exception>
    public static void Backward(int classes, ReadOnlySpan<float> probabilities, Span<float> gradient)
    {
        CheckRows(classes, gradient.Length);
        Extent.Check("softmax", nameof(probabilities), probabilities.Length, gradient.Length);
        for (int from = 0; from < gradient.Length; from += classes)
        {
            var p = probabilities.Slice(from, classes);
            var d = gradient.Slice(from, classes);
            float mean = 0f;
            for (int i = 0; i < classes; i++)
                mean += d[i] * p[i];
            for (int i = 0; i < classes; i++)
                d[i] = p[i] * (d[i] - mean);
        }
    }

    /// <summary>Turns logits into probabilities and returns the cost of each sample, −log p[label], without ever taking the logarithm of 0.</summary>
    /// <param name="classes">Values in a row.</param>
    /// <param name="labels">One class per row, 0..classes − 1.</param>
    /// <param name="rows">[samples, classes]; in: logits, out: probabilities.</param>
    /// <param name="costs">Overwritten: one cost per row, in nats.</param>
    /// <exception cref="ArgumentException">The spans do not fit each other, or a label is out of range.</exception>
    public static void CrossEntropy(int classes, ReadOnlySpan<int> labels, Span<float> rows, Span<float> costs) =>
        CrossEntropy(SimdChoice.Current.Width, classes, labels, rows, costs);

    /// <summary>Adds the gradient of −log p[label] for the logits of each sample: logitGradient += costGradient·(p − onehot(label)).</summary>
    /// <param name="classes">Values in a row.</param>
    /// <param name="labels">One class per row, 0..classes − 1.</param>
    /// <param name="probabilities">[samples, classes].</param>
    /// <param name="costGradient">One per row: 1 / samples of the minibatch for a mean cost.</param>
    /// <param name="logitGradient">Added to: [samples, classes].</param>
    /// <exception cref="ArgumentException">The spans do not fit each other, or a label is out of range.</exception>
    public static void CrossEntropyBackward(
        int classes, ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> costGradient, Span<float> logitGradient)
    {
        CheckLabels(classes, labels, probabilities.Length);
        Extent.Check("cross-entropy", nameof(costGradient), costGradient.Length, labels.Length);
        Extent.Check("cross-entropy", nameof(logitGradient), logitGradient.Length, (long)labels.Length * classes);
        for (int n = 0; n < labels.Length; n++)
        {
            var p = probabilities.Slice(n * classes, classes);
            var d = logitGradient.Slice(n * classes, classes);
            for (int i = 0; i < classes; i++)
                d[i] += costGradient[n] * p[i];
            d[labels[n]] -= costGradient[n];
        }
    }

    internal static void Forward(SimdWidth width, int classes, Span<float> rows)
    {
        CheckRows(classes, rows.Length);
        for (int from = 0; from < rows.Length; from += classes)
            SubtractMaximum(rows.Slice(from, classes));

        ElementLoops.Run(width, default(Exponential), rows);
        for (int from = 0; from < rows.Length; from += classes)
            DivideBySum(rows.Slice(from, classes));
    }

    internal static void CrossEntropy(SimdWidth width, int classes, ReadOnlySpan<int> labels, Span<float> rows, Span<float> costs)
    {
        CheckLabels(classes, labels, rows.Length);
        Extent.Check("cross-entropy", nameof(costs), costs.Length, labels.Length);
        rows = rows[..(labels.Length * classes)];
        for (int n = 0; n < labels.Length; n++)
        {
            var row = rows.Slice(n * classes, classes);
            SubtractMaximum(row);
            costs[n] = -row[labels[n]];
        }

        ElementLoops.Run(width, default(Exponential), rows);
        for (int n = 0; n < labels.Length; n++)
            costs[n] += MathF.Log(DivideBySum(rows.Slice(n * classes, classes)));
    }

    private static void SubtractMaximum(Span<float> row)
    {
        float max = row[0];
        for (int i = 1; i < row.Length; i++)
            max = MathF.Max(max, row[i]);
        for (int i = 0; i < row.Length; i++)
            row[i] -= max;
    }

    private static float DivideBySum(Span<float> row)
    {
        float sum = 0f;
        for (int i = 0; i < row.Length; i++)
            sum += row[i];

        float scale = 1f / sum;
        for (int i = 0; i < row.Length; i++)
            row[i] *= scale;
        return sum;
    }

    private readonly struct Exponential : IUnaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<S, V>(V x)
            where S : struct, ILanes<V>
            where V : struct =>
            S.Exp(x);
    }

    private static void CheckLabels(int classes, ReadOnlySpan<int> labels, int values)
    {
        Extent.Check("cross-entropy", "rows", values, (long)labels.Length * classes);
        for (int n = 0; n < labels.Length; n++)
        {
            if ((uint)labels[n] >= (uint)classes)
                throw new ArgumentException($"cross-entropy: label {labels[n]} of sample {n}, expected 0..{classes - 1}", nameof(labels));
        }
    }

    private static void CheckRows(int classes, int values)
    {
        if (classes < 1 || values % classes != 0)
            throw new ArgumentException($"softmax: expected whole rows of {classes} values, got {values} values");
    }
}
