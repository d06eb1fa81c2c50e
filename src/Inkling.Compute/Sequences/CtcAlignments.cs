namespace Inkling.Compute;

/// <summary>
/// Connectionist temporal classification: −log of the probability that a sequence of columns reads as a sequence of labels, wherever in the columns the
/// labels stand.
/// </summary>
/// <remarks>
/// Every column says one of the classes, or the blank, which is the last symbol. A sequence of columns reads as what is left when equal neighbours are taken for
/// one and the blanks are dropped; the probability of the labels is the sum over all sequences that read so. The sums run over the labels with blanks before,
/// between and behind them, S = 2·labels + 1 states, forward (α, with the column at hand) and backward (β, without it), as logarithms in double precision, so
/// that none of them underflows. Source: Graves, Fernández, Gomez and Schmidhuber, "Connectionist Temporal Classification", ICML 2006, sections 3 and 4.
/// <para>Scalar: all spans are of one sample, and the work is nearly all logarithms and exponentials that depend on the ones before.</para>
/// </remarks>
internal static class CtcAlignments
{
    // T columns, L labels, S states; x logits [classes + 1, T]; α and β logarithms [T, S], [S].

    /// <summary>What is less than e to this, beside 1, changes no bit of a double.</summary>
    private const double Negligible = -40.0;

    /// <summary>How many pairs of neighbours are equal: between two such labels there must be a blank.</summary>
    /// <param name="labels">The labels.</param>
    public static int Repeats(ReadOnlySpan<int> labels)
    {
        int repeats = 0;
        for (int i = 1; i < labels.Length; i++)
        {
            if (labels[i] == labels[i - 1])
                repeats++;
        }

        return repeats;
    }

    /// <summary>The doubles that forward keeps for backward.</summary>
    /// <param name="columns">T.</param>
    /// <param name="labels">L, or the most there may be.</param>
    /// <exception cref="OverflowException">They are more than a span can hold.</exception>
    public static int SavedLength(int columns, int labels) => checked(columns * (1 + States(labels)));

    /// <summary>The doubles that backward works in.</summary>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="labels">L, or the most there may be.</param>
    public static int ScratchLength(int classes, int labels) => States(labels) + classes + 1;

    /// <summary>Computes −log p(labels) in nats, and the sums that <see cref="Backward"/> needs.</summary>
    /// <param name="classes">Classes, without the blank, which is symbol number <paramref name="classes"/>.</param>
    /// <param name="columns">T.</param>
    /// <param name="labels">The classes that are to be read, in their order; there may be none.</param>
    /// <param name="logits">[classes + 1, T]: a column of them is one step.</param>
    /// <param name="saved">Overwritten: <see cref="SavedLength"/> doubles.</param>
    /// <exception cref="ArgumentException">The spans do not fit each other, a label is out of range, or the labels need more columns.</exception>
    public static double Forward(int classes, int columns, ReadOnlySpan<int> labels, ReadOnlySpan<float> logits, Span<double> saved)
    {
        Check(classes, columns, labels, logits.Length, saved.Length);
        int states = States(labels.Length);
        var logSums = saved[..columns];
        var alpha = saved.Slice(columns, columns * states);
        LogSums(classes, logits, logSums, alpha[..columns]);

        ReadOnlySpan<double> before = [];
        for (int t = 0; t < columns; t++)
        {
            var at = alpha.Slice(t * states, states);
            at.Fill(double.NegativeInfinity);
            var (first, end) = Window(t, columns, states);
            for (int s = first; s < end; s++)
            {
                double reached = t == 0 ? 0.0
                    : s == 0 ? before[0]
                    : Skips(labels, s) ? LogAdd(before[s], before[s - 1], before[s - 2])
                    : LogAdd(before[s], before[s - 1]);
                at[s] = reached + logits[Symbol(classes, labels, s) * columns + t] - logSums[t];
            }

            before = at;
        }

        return -LogLikelihood(before);
    }

    /// <summary>Adds the gradient for the logits: logitGradient += costGradient·(softmax − occupancy).</summary>
    /// <remarks>The occupancy of a symbol in a column is the probability that the column says it, given that all of them read as the labels.</remarks>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="columns">T.</param>
    /// <param name="labels">The labels that <see cref="Forward"/> had.</param>
    /// <param name="logits">The logits that <see cref="Forward"/> had.</param>
    /// <param name="saved">What <see cref="Forward"/> left.</param>
    /// <param name="costGradient">The gradient of the cost: 1 / samples of the minibatch for a mean cost.</param>
    /// <param name="scratch">Overwritten: <see cref="ScratchLength"/> doubles.</param>
    /// <param name="logitGradient">Added to: [classes + 1, T].</param>
    /// <exception cref="ArgumentException">The spans do not fit each other, a label is out of range, or the labels need more columns.</exception>
    public static void Backward(
        int classes, int columns, ReadOnlySpan<int> labels, ReadOnlySpan<float> logits, ReadOnlySpan<double> saved, float costGradient, Span<double> scratch,
        Span<float> logitGradient)
    {
        Check(classes, columns, labels, logits.Length, saved.Length);
        Extent.Check("ctc", nameof(scratch), scratch.Length, ScratchLength(classes, labels.Length));
        Extent.Check("ctc", nameof(logitGradient), logitGradient.Length, (long)(classes + 1) * columns);
        int states = States(labels.Length);
        var beta = scratch[..states];
        var occupancy = scratch.Slice(states, classes + 1);
        double logLikelihood = LogLikelihood(saved.Slice(columns + (columns - 1) * states, states));

        beta.Fill(double.NegativeInfinity);
        beta[Math.Max(0, states - 2)..].Clear();
        for (int t = columns - 1; t >= 0; t--)
        {
            var alpha = saved.Slice(columns + t * states, states);
            double logSum = saved[t];
            occupancy.Clear();
            var (first, end) = Window(t, columns, states);
            for (int s = first; s < end; s++)
            {
                int symbol = Symbol(classes, labels, s);
                double part = alpha[s] + beta[s] - logLikelihood;
                if (!(part < Negligible))
                    occupancy[symbol] += Math.Exp(part);
                beta[s] += logits[symbol * columns + t] - logSum;
            }

            for (int k = 0; k <= classes; k++)
                logitGradient[k * columns + t] += (float)(costGradient * (Math.Exp(logits[k * columns + t] - logSum) - occupancy[k]));

            if (t > 0)
                StepBack(labels, beta, Window(t - 1, columns, states));
        }
    }

    // β of the column before, in place: a state reads itself and those above it, which are in the window of the column behind or still −∞.
    private static void StepBack(ReadOnlySpan<int> labels, Span<double> beta, (int First, int End) window)
    {
        for (int s = window.First; s < window.End; s++)
        {
            if (s + 1 < beta.Length)
                beta[s] = s + 2 < beta.Length && Skips(labels, s + 2) ? LogAdd(beta[s], beta[s + 1], beta[s + 2]) : LogAdd(beta[s], beta[s + 1]);
        }
    }

    // Column by column log Σₖ e^x, in loops along the columns, as the logits lie.
    private static void LogSums(int classes, ReadOnlySpan<float> logits, Span<double> logSums, Span<double> sums)
    {
        int columns = logSums.Length;
        logSums.Fill(double.NegativeInfinity);
        for (int k = 0; k <= classes; k++)
        {
            var x = logits.Slice(k * columns, columns);
            for (int t = 0; t < x.Length; t++)
                logSums[t] = Math.Max(logSums[t], x[t]);
        }

        sums.Clear();
        for (int k = 0; k <= classes; k++)
        {
            var x = logits.Slice(k * columns, columns);
            for (int t = 0; t < x.Length; t++)
                sums[t] += Math.Exp(x[t] - logSums[t]);
        }

        for (int t = 0; t < logSums.Length; t++)
            logSums[t] += Math.Log(sums[t]);
    }

    private static int States(int labels) => checked(2 * labels + 1);

    // The states that can be reached from the left and from which the end can be reached: a column moves on by two states at most.
    private static (int First, int End) Window(int t, int columns, int states) => (Math.Max(0, states - 2 * (columns - t)), Math.Min(states, 2 * t + 2));

    // Even states are blanks.
    private static int Symbol(int classes, ReadOnlySpan<int> labels, int state) => (state & 1) == 0 ? classes : labels[state >> 1];

    // A label may follow on the label before it without a blank between them, if it is another one.
    private static bool Skips(ReadOnlySpan<int> labels, int state) => (state & 1) == 1 && state > 1 && labels[state >> 1] != labels[(state >> 1) - 1];

    private static double LogLikelihood(ReadOnlySpan<double> last) => last is [var only] ? only : LogAdd(last[^1], last[^2]);

    /// <summary>log(eᵃ + eᵇ), of logarithms that may be −∞.</summary>
    /// <param name="a">A logarithm.</param>
    /// <param name="b">Another one.</param>
    public static double LogAdd(double a, double b)
    {
        double max = Math.Max(a, b), far = Math.Min(a, b) - max;
        return far < Negligible || max == double.NegativeInfinity ? max : max + Math.Log(1.0 + Math.Exp(far));
    }

    private static double LogAdd(double a, double b, double c)
    {
        double max = Math.Max(a, Math.Max(b, c));
        return max == double.NegativeInfinity ? max : max + Math.Log(Part(a - max) + Part(b - max) + Part(c - max));
    }

    private static double Part(double log) => log == 0.0 ? 1.0 : log < Negligible ? 0.0 : Math.Exp(log);

    private static void Check(int classes, int columns, ReadOnlySpan<int> labels, int logits, int saved)
    {
        if (classes < 1 || columns < 1)
            throw new ArgumentException($"ctc: expected one or more classes and columns, got {classes} and {columns}");
        Extent.Check("ctc", nameof(logits), logits, (classes + 1L) * columns);
        Extent.Check("ctc", nameof(saved), saved, SavedLength(columns, labels.Length));
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"ctc: label {labels[i]} at index {i}, expected 0..{classes - 1}", nameof(labels));
        }

        if (labels.Length + Repeats(labels) is var needed && needed > columns)
            throw new ArgumentException($"ctc: {labels.Length} labels, of which {Repeats(labels)} equal the one before, need {needed} columns, got {columns}", nameof(labels));
    }
}
