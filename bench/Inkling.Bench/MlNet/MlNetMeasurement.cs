using System.Diagnostics;
using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Bench.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Inkling.Bench.MlNet;

/// <summary>Softmax regression to the same accuracy: ML.NET's L-BFGS maximum entropy, then our trainer until it is as good on the test images.</summary>
internal sealed class MlNetMeasurement : IMeasurement
{
    private const string Library = "mlnet";
    private const int MostPasses = 200;

    /// <summary>Left to itself, it goes on for minutes and gains little.</summary>
    private const int Iterations = 30;

    public string Name => "mlnet";

    public void Run(PeersRun run, Figures figures)
    {
        PeersRun.Progress($"softmax {Library}");
        (double seconds, double accuracy) theirs;
        try
        {
            theirs = TrainTheirs(run);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            figures.AddUnavailable(Library, exception.GetBaseException().Message.Split('\n')[0]);
            return;
        }

        PeersRun.Progress($"softmax {InklingTraining.Library}");
        var ours = TrainOurs(run, theirs.accuracy);
        figures.Say($"");
        figures.Say($"Softmax regression to the accuracy that {Iterations} iterations of ML.NET's LbfgsMaximumEntropy reach on {run.Test.Count} test images");
        Add(figures, Library, theirs.seconds, theirs.accuracy);
        Add(figures, InklingTraining.Library, ours.Seconds, ours.Accuracy);
        if (ours.Accuracy >= theirs.accuracy)
        {
            figures.Add("softmax.mlnet.ratio", ours.Seconds / theirs.seconds);
            figures.Say($"{"ours/theirs",-12}{ours.Seconds / theirs.seconds:F3}");
        }
    }

    private static void Add(Figures figures, string library, double seconds, double accuracy)
    {
        figures.Add($"softmax.{library}.seconds", seconds);
        figures.Add($"softmax.{library}.accuracy", accuracy);
        figures.Say($"{library,-12}{seconds:F2} s, accuracy {accuracy:P2}");
    }

    private static (double Seconds, double Accuracy) TrainTheirs(PeersRun run)
    {
        var context = new MLContext(seed: run.Settings.Seed);
        var train = DigitRow.ViewOf(run.Train, context);
        var test = DigitRow.ViewOf(run.Test, context);
        var pipeline = context.Transforms.Conversion.MapValueToKey(nameof(DigitRow.Label))
            .AppendCacheCheckpoint(context)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                new LbfgsMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = Iterations }));

        long start = Stopwatch.GetTimestamp();
        var model = pipeline.Fit(train);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (seconds, context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
    }

    // Looking at the test images is outside the clock, as it is of theirs.
    private static (double Seconds, double Accuracy) TrainOurs(PeersRun run, double enough)
    {
        using var training = new InklingTraining(MeasuredNetwork.Softmax, run.Train, run.Settings);
        double seconds = 0, accuracy = 0;
        for (int pass = 0; pass < MostPasses && accuracy < enough; pass++)
        {
            seconds += training.TrainPass();
            accuracy = training.AccuracyOn(run.Test);
        }

        return (seconds, accuracy);
    }
}
