using System.Diagnostics;
using Inkling.Bench.Peers;
using Inkling.Bench.Training;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Bench.Ours;

/// <summary>Our own side: the trainer as a user has it, over samples in memory.</summary>
internal sealed class InklingTraining : ITrainingContender
{
    /// <summary>As in the chapter's program.</summary>
    private const int ShuffleBuffer = 8192;

    private readonly Trainer _trainer;
    private readonly BatchReader _reader;

    public InklingTraining(MeasuredNetwork network, DigitSet set, TrainingSettings settings)
    {
        var image = Layer.Image("pixel", channels: 1, height: 28, width: 28);
        var label = Layer.Label("label", classes: 10);
        var cost = Cost.Classification(DigitNetwork.Create(network.Name, image, label.Classes), label);
        var parameters = Parameters.Create(cost, settings.Seed);
        network.CheckParameterCount(parameters.Network.Slots.Where(slot => slot.Spec.MovingAverage is null).Sum(slot => slot.Spec.Length), Name);

        _reader = Reader.Of(set.ToSamples()).Shuffle(ShuffleBuffer, settings.Seed).Batch(settings.BatchSize);
        _trainer = new Trainer(cost, parameters, new Momentum(settings.LearningRate, settings.Momentum, settings.L2), settings.Threads);
    }

    public const string Library = "inkling";

    public string Name => Library;

    public string? Unavailable => null;

    public static ITrainingContender Create(MeasuredNetwork network, DigitSet set, TrainingSettings settings) =>
        new InklingTraining(network, set, settings);

    public double TrainPass()
    {
        long start = Stopwatch.GetTimestamp();
        var result = _trainer.Train(_reader, _trainer.CompletedPasses + 1);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result.Outcome == Outcome.Completed ? seconds : throw new InvalidOperationException($"{Name}: the training ended as {result.Outcome}");
    }

    /// <summary>The share of digits that are recognised as what they are.</summary>
    public double AccuracyOn(DigitSet digits) =>
        1 - _trainer.Test(Reader.Of(digits.ToSamples()).Batch(128)).Metrics.ClassificationError;

    public void Dispose()
    {
    }
}
