using System.Diagnostics;
using Inkling.Bench.Peers;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Training;

namespace Inkling.Bench.Ours;

/// <summary>Our own side: the trainer as a user has it, over samples in memory.</summary>
internal sealed class InklingTraining : ITrainingContender
{
    private readonly Trainer _trainer;
    private readonly BatchReader _reader;

    private InklingTraining(ChapterNetwork network, TrainingSet set, TrainingSettings settings)
    {
        var samples = new Sample[set.Count];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = new(set.Pixels.AsMemory(i * TrainingSet.PixelCount, TrainingSet.PixelCount), set.Labels[i]);

        var image = Layer.Image("pixel", channels: 1, height: 28, width: 28);
        var label = Layer.Label("label", classes: 10);
        var cost = Cost.Classification(DigitNetwork.Create(network.Name, image, label.Classes), label);
        var parameters = Parameters.Create(cost, settings.Seed);
        network.CheckParameterCount(parameters.Values.Length, Name);

        _reader = Reader.Of(samples).Shuffle(samples.Length, settings.Seed).Batch(settings.BatchSize);
        _trainer = new Trainer(cost, parameters, new Momentum(settings.LearningRate, settings.Momentum, settings.L2), settings.Threads);
    }

    public string Name => "inkling";

    public string? Unavailable => null;

    public static ITrainingContender Create(ChapterNetwork network, TrainingSet set, TrainingSettings settings) =>
        new InklingTraining(network, set, settings);

    public double TrainPass()
    {
        long start = Stopwatch.GetTimestamp();
        var result = _trainer.Train(_reader, _trainer.CompletedPasses + 1);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result.Outcome == Outcome.Completed ? seconds : throw new InvalidOperationException($"{Name}: the training ended as {result.Outcome}");
    }

    public void Dispose()
    {
    }
}
