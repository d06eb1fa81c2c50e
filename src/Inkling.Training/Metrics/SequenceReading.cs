using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Counts what a network reads wrongly of sequences of labels, with the memory that this takes; one for each worker.</summary>
/// <remarks>The reading is that of <see cref="CtcDecoder"/>, greedy; its errors are the fewest labels to insert, delete or exchange.</remarks>
internal sealed class SequenceReading
{
    private readonly int _classes;
    private readonly int _columns;
    private readonly byte[] _read;
    private readonly int[] _distances;

    /// <param name="prediction">The shape of the prediction, (classes + 1)×1×columns.</param>
    public SequenceReading(Shape prediction)
    {
        _classes = prediction.Channels - 1;
        _columns = prediction.Width;
        _read = new byte[_columns];
        _distances = new int[_columns + 1];
    }

    /// <summary>The sum over the samples an executor has just computed.</summary>
    public CostSum Sum(ReadOnlySpan<float> costs, ReadOnlySpan<float> predictions, ReadOnlySpan<Sample> samples)
    {
        double total = 0.0;
        foreach (float cost in costs)
            total += cost;

        long wrong = 0, errors = 0, labels = 0;
        int size = (_classes + 1) * _columns;
        for (int n = 0; n < samples.Length; n++)
        {
            int count = CtcDecoder.Greedy(predictions.Slice(n * size, size), _classes, _columns, _read);
            int distance = Distance(samples[n].Labels.Span, _read.AsSpan(0, count));
            if (distance > 0)
                wrong++;
            errors += distance;
            labels += samples[n].Labels.Length;
        }

        return new(total, new Metrics(wrong, samples.Length) { Kind = AnswerKind.Sequence, LabelErrors = errors, Labels = labels });
    }

    // Levenshtein's: one row of the table, over the labels read.
    private int Distance(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> read)
    {
        for (int j = 0; j <= read.Length; j++)
            _distances[j] = j;
        for (int i = 0; i < expected.Length; i++)
        {
            int diagonal = _distances[0];
            _distances[0] = i + 1;
            for (int j = 0; j < read.Length; j++)
            {
                int exchanged = diagonal + (expected[i] == read[j] ? 0 : 1);
                diagonal = _distances[j + 1];
                _distances[j + 1] = Math.Min(exchanged, 1 + Math.Min(diagonal, _distances[j]));
            }
        }

        return _distances[read.Length];
    }
}
