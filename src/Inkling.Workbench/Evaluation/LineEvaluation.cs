using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>What a reader of lines makes of lines whose text is known.</summary>
/// <param name="Samples">How many lines there are.</param>
/// <param name="Cost">Mean −log(probability of what stands there), in nats.</param>
/// <param name="Accuracy">The part of which every sign is right, 0..1; other signs than digits count as one class.</param>
/// <param name="LabelErrorRate">Signs wrong, missing or too many, as a part of all.</param>
public sealed record LineEvaluation(long Samples, double Cost, double Accuracy, double LabelErrorRate)
{
    /// <summary>Reads all lines of a reader.</summary>
    /// <param name="parameters">A reader of lines.</param>
    /// <param name="dataset">Lines that fit its input; its test lines are read.</param>
    /// <param name="device">Where it is computed; null for the processors.</param>
    /// <param name="communicator">The processes that share the work, each of which has the same lines and gets the whole; null for this one alone.</param>
    /// <exception cref="ArgumentException">The data set is none of lines, or of other classes or another size.</exception>
    public static LineEvaluation Of(Parameters parameters, Dataset dataset, Device? device = null, Communicator? communicator = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(dataset);
        var prediction = parameters.Network.Prediction.Output;
        if (dataset.MaxLabels == 0)
            throw new ArgumentException($"evaluate: the model reads lines; expected a data set of lines ('{DatasetSource.Lines}'), got '{dataset.Name}'");

        var cost = Nn.Cost.Ctc(prediction, Layer.Labels("labels", dataset.ClassNames.Count, dataset.MaxLabels));
        var test = new Trainer(cost, parameters.CopyFor(cost), new Adam(Schedule.Constant(1e-3)), device: device, communicator: communicator).Test(dataset.Test.Batch(Inference.UsualBatchSize));
        return new(test.Metrics.Samples, test.Cost, test.Metrics.Accuracy, test.Metrics.LabelErrorRate);
    }

    /// <summary>The temperature at which lines are likeliest to say what stands in them.</summary>
    /// <param name="parameters">A reader of lines.</param>
    /// <param name="lines">Strips with their labels, from none of which it learned.</param>
    internal static double FitTemperature(Parameters parameters, IEnumerable<Sample> lines)
    {
        var inference = new Inference(parameters);
        int symbols = parameters.Network.Prediction.Output.Shape.Channels;
        (float[] Logits, int[] Labels)[] all = [.. lines.Select(line => (inference.Infer(line.Pixels.Span), line.Labels.ToArray().Select(label => (int)label).ToArray()))];
        return TemperatureFit.Of(temperature =>
        {
            var costs = new double[all.Length];
            Parallel.For(0, all.Length, i =>
            {
                float[] logits = Array.ConvertAll(all[i].Logits, logit => (float)(logit / temperature));
                costs[i] = -CtcDecoder.LogProbability(logits, symbols - 1, logits.Length / symbols, all[i].Labels);
            });
            return costs.Sum();
        });
    }
}
