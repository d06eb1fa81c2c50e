using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Adds up costs and counts what a network answers wrongly, with the memory that this takes; one for each worker.</summary>
internal sealed class Scoring
{
    private readonly MetricSettings _settings;
    private readonly AnswerKind _kind;
    private readonly SequenceReading? _reading;

    /// <param name="cost">What the network learns.</param>
    /// <param name="settings">What is counted.</param>
    public Scoring(Cost cost, MetricSettings settings)
    {
        _settings = settings;
        _kind = KindOf(cost);
        _reading = _kind == AnswerKind.Sequence ? new(cost.Prediction.Shape) : null;
    }

    /// <summary>What a network answers, by what it learns from.</summary>
    public static AnswerKind KindOf(Cost cost) =>
        cost is BinaryCrossEntropyCost ? AnswerKind.Labels
        : cost.Inputs.Any(input => input is TargetInput) ? AnswerKind.Numbers
        : cost.Inputs.Any(input => input is LabelSequenceInput) ? AnswerKind.Sequence
        : AnswerKind.Class;

    /// <summary>The sum over the samples an executor has just computed.</summary>
    public CostSum Sum(ReadOnlySpan<float> costs, ReadOnlySpan<float> predictions, ReadOnlySpan<Sample> samples) => _kind switch
    {
        AnswerKind.Class => CostSum.Of(costs, predictions, samples, _settings),
        AnswerKind.Sequence => _reading!.Sum(costs, predictions, samples),
        _ => OfTargets(costs, predictions, samples),
    };

    private CostSum OfTargets(ReadOnlySpan<float> costs, ReadOnlySpan<float> predictions, ReadOnlySpan<Sample> samples)
    {
        double total = 0.0, distance = 0.0;
        foreach (float cost in costs)
            total += cost;

        bool areLabels = _kind == AnswerKind.Labels;
        long wrong = 0, errors = 0;
        int size = predictions.Length / samples.Length;
        for (int n = 0; n < samples.Length; n++)
        {
            var targets = samples[n].Targets.Span;
            long before = errors;
            for (int i = 0; i < size; i++)
            {
                float prediction = predictions[n * size + i];
                if (!areLabels)
                    distance += Math.Abs((double)prediction - targets[i]);
                else if (!(prediction >= 0.5f == targets[i] >= 0.5f))
                    errors++;
            }

            if (errors > before)
                wrong++;
        }

        return new(total, new Metrics(wrong, samples.Length) { Kind = _kind, LabelErrors = errors, Labels = predictions.Length, AbsoluteError = distance });
    }
}
