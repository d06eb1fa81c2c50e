using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Reads labels from the logits of a network that has learnt with <see cref="Cost.Ctc"/>.</summary>
/// <remarks>
/// Logits are those of one sample, [classes + 1, columns]; the blank is the last symbol. Columns read as what is left when equal neighbours are taken for one
/// and blanks are dropped. The methods have no state and may be called from any thread.
/// </remarks>
public static class CtcDecoder
{
    /// <summary>Reads every column as its largest symbol, of equal ones the first: the likeliest path, though maybe not the likeliest labels.</summary>
    /// <param name="logits">[classes + 1, columns].</param>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="columns">Columns.</param>
    /// <returns>The labels.</returns>
    /// <remarks>Source: Graves et al. 2006, section 3.2, best path decoding.</remarks>
    /// <exception cref="ArgumentException">The logits are not as many as classes and columns say, or there are more than 256 classes.</exception>
    public static byte[] Greedy(ReadOnlySpan<float> logits, int classes, int columns)
    {
        var labels = new byte[Math.Max(columns, 0)];
        return labels[..Greedy(logits, classes, columns, labels)];
    }

    /// <summary>The same, into memory of the caller.</summary>
    /// <param name="logits">[classes + 1, columns].</param>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="labels">Overwritten from its start: room for as many labels as there are columns.</param>
    /// <returns>How many labels there are.</returns>
    /// <exception cref="ArgumentException">The spans are not as long as classes and columns say, or there are more than 256 classes.</exception>
    public static int Greedy(ReadOnlySpan<float> logits, int classes, int columns, Span<byte> labels)
    {
        Check(logits, classes, columns, labels.Length);
        int count = 0;
        for (int t = 0, before = classes; t < columns; t++)
        {
            int symbol = Largest(logits, classes, columns, t);
            if (symbol != classes && symbol != before)
                labels[count++] = (byte)symbol;
            before = symbol;
        }

        return count;
    }

    /// <summary>The same, with the columns that say each label.</summary>
    /// <param name="logits">[classes + 1, columns].</param>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="labels">Overwritten from its start: room for as many labels as there are columns.</param>
    /// <returns>How many labels there are.</returns>
    /// <remarks>A network says most labels in a column or two within the sign and blank around them: the columns are a place, no outline.</remarks>
    /// <exception cref="ArgumentException">The spans are not as long as classes and columns say, or there are more than 256 classes.</exception>
    public static int Greedy(ReadOnlySpan<float> logits, int classes, int columns, Span<PlacedLabel> labels)
    {
        Check(logits, classes, columns, labels.Length);
        int count = 0;
        for (int t = 0, before = classes; t < columns; t++)
        {
            int symbol = Largest(logits, classes, columns, t);
            if (symbol != classes)
            {
                if (symbol == before)
                    labels[count - 1] = labels[count - 1] with { Last = t };
                else
                    labels[count++] = new((byte)symbol, t, t);
            }

            before = symbol;
        }

        return count;
    }

    /// <summary>Searches for the likeliest labels: the sum over all paths that read as them, not the best path alone.</summary>
    /// <remarks>
    /// Column by column, the likeliest beginnings are kept and made longer by every class. With a width as large as there are beginnings the probabilities are
    /// exact; with a smaller one they lack the paths through beginnings that were dropped. Sources: Graves et al. 2006, section 3.2; Hannun, Maas, Jurafsky and
    /// Ng, "First-Pass Large Vocabulary Continuous Speech Recognition using Bi-Directional Recurrent DNNs", 2014, algorithm 1, here without a language model.
    /// </remarks>
    /// <param name="logits">[classes + 1, columns].</param>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="width">The most beginnings that are kept at a column, 1 or more.</param>
    /// <returns>What is left at the end, the likeliest first: one or more, at most <paramref name="width"/>.</returns>
    /// <exception cref="ArgumentException">The logits are not as many as classes and columns say, or there are more than 256 classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not positive.</exception>
    public static IReadOnlyList<DecodedLabels> Beam(ReadOnlySpan<float> logits, int classes, int columns, int width)
    {
        Check(logits, classes, columns, columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var search = new PrefixSearch(classes, width);
        var column = new double[classes + 1];
        for (int t = 0; t < columns; t++)
        {
            LogSoftmax(logits, columns, t, column);
            search.Read(column);
        }

        return search.Results();
    }

    private static void LogSoftmax(ReadOnlySpan<float> logits, int columns, int t, double[] column)
    {
        for (int k = 0; k < column.Length; k++)
            column[k] = logits[k * columns + t];
        double max = column.Max(), logSum = max + Math.Log(column.Sum(x => Math.Exp(x - max)));
        for (int k = 0; k < column.Length; k++)
            column[k] -= logSum;
    }

    // A NaN is never larger.
    private static int Largest(ReadOnlySpan<float> logits, int classes, int columns, int t)
    {
        int best = 0;
        for (int k = 1; k <= classes; k++)
        {
            if (logits[k * columns + t] > logits[best * columns + t])
                best = k;
        }

        return best;
    }

    /// <summary>The logarithm of the probability that the columns read as certain labels, wherever those stand: the sum over all alignments, in nats.</summary>
    /// <param name="logits">[classes + 1, columns].</param>
    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="labels">The labels, from left to right; there may be none.</param>
    /// <exception cref="ArgumentException">The logits are not as many as classes and columns say, a label is no class, or the labels need more columns.</exception>
    public static double LogProbability(ReadOnlySpan<float> logits, int classes, int columns, ReadOnlySpan<int> labels)
    {
        Check(logits, classes, columns, columns);
        return -CtcAlignments.Forward(classes, columns, labels, logits, new double[CtcAlignments.SavedLength(columns, labels.Length)]);
    }

    private static void Check(ReadOnlySpan<float> logits, int classes, int columns, int room)
    {
        if (classes is < 1 or > 256 || columns < 1 || logits.Length != (classes + 1L) * columns)
        {
            throw new ArgumentException(
                $"ctc decoder: logits expected (classes + 1)·columns values with 1..256 classes, got {logits.Length} for {classes} classes and {columns} columns", nameof(logits));
        }

        if (room < columns)
            throw new ArgumentException($"ctc decoder: labels expected room for {columns}, got {room}", nameof(room));
    }
}
