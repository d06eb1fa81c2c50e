using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Bench.Torch;
using Inkling.Bench.Training;

namespace Inkling.Bench.Scaling;

/// <summary>LeNet training with more threads and with larger batches, in passes so short that a machine's moods fall on neighbours alike.</summary>
internal sealed class ScalingMeasurement : IMeasurement
{
    private const int ImageCount = 3_840;

    public string Name => "scaling";

    public void Run(PeersRun run, Figures figures)
    {
        var digits = run.Train.First(ImageCount);
        int rounds = run.RoundsOr(60);
        figures.Say($"");
        figures.Say($"LeNet training, images/s");

        var threads = Enumerable.Range(1, run.Settings.Threads).Select(count => run.Settings with { Threads = count }).ToArray();
        Compare(digits, rounds, threads, InklingTraining.Create, settings => $"threads{settings.Threads}", figures);
        if (TorchLibrary.Unavailable is null)
            Compare(digits, run.RoundsOr(5), threads, TorchTraining.Create, settings => $"threads{settings.Threads}", figures);

        var batches = ((int[])[32, 128, 512]).Select(size => run.Settings with { BatchSize = size }).ToArray();
        Compare(digits, rounds, batches, InklingTraining.Create, settings => $"batch{settings.BatchSize}", figures);
    }

    // All settings of one library in turn.
    private static void Compare(
        DigitSet digits, int rounds, TrainingSettings[] settings, Func<MeasuredNetwork, DigitSet, TrainingSettings, ITrainingContender> create,
        Func<TrainingSettings, string> name, Figures figures)
    {
        var contenders = settings.Select(setting => create(MeasuredNetwork.LeNet, digits, setting)).ToArray();
        var seconds = contenders.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                double pass = contenders[i].TrainPass();
                if (round > 0)
                    seconds[i].Add(pass);
            }
        }

        double[] medians = [.. seconds.Select(times => Spread.Of(times).Median)];
        string library = contenders[0].Name;
        for (int i = 0; i < settings.Length; i++)
        {
            figures.Add($"scaling.lenet.{library}.{name(settings[i])}.images", digits.Count / medians[i]);
            figures.Say($"{library,-12}{name(settings[i]),-12}{digits.Count / medians[i]:F0}");
        }

        if (settings[0].Threads != settings[^1].Threads)
        {
            double gain = Spread.Of([.. seconds[0].Zip(seconds[^1], (one, all) => one / all)]).Median;
            string key = library == InklingTraining.Library ? "threads.lenet.gain" : $"threads.lenet.{library}.gain";
            figures.Add(key, gain);
            figures.Say($"{library,-12}{"gain",-12}{gain:F2}x of {settings[^1].Threads} threads, median of neighbouring passes");
        }

        if (library == InklingTraining.Library && settings[0].Threads != settings[^1].Threads)
            FmaFraction(digits.Count / medians[^1], settings[^1].Threads, figures);

        Array.ForEach(contenders, contender => contender.Dispose());
    }

    private static void FmaFraction(double imagesPerSecond, int threads, Figures figures)
    {
        double peak = Machine.FmaPeak.Measure(threads), reached = imagesPerSecond * LeNetOperations.TrainingStep / 1e9;
        figures.Add("fma.lenet.gflops", reached);
        figures.Add("fma.lenet.fraction", reached / peak);
        figures.Say(
            $"{InklingTraining.Library,-12}{reached:F0} GFLOP/s, {reached / peak:P0} of the peak of multiply-adds ({peak:F0}), counting the operations of dense gradients: those whose factor is a zero behind the pooling are left out");
    }
}
