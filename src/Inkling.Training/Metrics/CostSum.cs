using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Costs and metrics being added up, in double precision and in a fixed order.</summary>
/// <param name="Total">The sum of the costs of all samples.</param>
/// <param name="Metrics">Their metrics.</param>
internal readonly record struct CostSum(double Total, Metrics Metrics)
{
    public double Mean => Total / Metrics.Samples;

    public static CostSum operator +(CostSum a, CostSum b) => new(a.Total + b.Total, a.Metrics + b.Metrics);

    /// <summary>The sum over the samples an executor has just computed.</summary>
    public static CostSum Of(ReadOnlySpan<float> costs, ReadOnlySpan<float> predictions, ReadOnlySpan<Data.Sample> samples, MetricSettings settings)
    {
        double total = 0.0;
        foreach (float cost in costs)
            total += cost;

        int classes = predictions.Length / samples.Length, wrong = 0, wrongOfTopK = 0;
        int? soleAnswer = MaxId.IndexOfLargest(predictions[..classes]);
        long[]? confusion = settings.CountsConfusions ? new long[classes * classes] : null;
        for (int n = 0; n < samples.Length; n++)
        {
            var prediction = predictions.Slice(n * classes, classes);
            int label = samples[n].Label, taken = MaxId.IndexOfLargest(prediction);
            if (taken != label)
                wrong++;
            if (taken != soleAnswer)
                soleAnswer = null;
            if (settings.TopK > 1 && !IsAmong(settings.TopK, prediction, label))
                wrongOfTopK++;
            if (confusion is not null)
                confusion[label * classes + taken]++;
        }

        var metrics = new Metrics(wrong, samples.Length)
        {
            TopK = settings.TopK > 1 ? settings.TopK : 0,
            WrongOfTopK = wrongOfTopK,
            SoleAnswer = soleAnswer,
            Confusion = confusion is null ? null : new(classes, confusion),
        };
        return new(total, metrics);
    }

    // Fewer than k others come before it: larger ones, and equal ones that stand first. Written so that where the label's own value is NaN, all others come before it.
    private static bool IsAmong(int k, ReadOnlySpan<float> values, int label)
    {
        int before = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i < label ? !(values[i] < values[label]) : i > label && !(values[i] <= values[label]))
                before++;
        }

        return before < k;
    }
}
