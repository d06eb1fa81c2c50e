using System.Diagnostics;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Devices;

/// <summary>How long LeNet-5 trains on MNIST until it is right on so many of the test images; the usual recipe, nothing chosen for the device.</summary>
internal static class TimeToAccuracy
{
    private const double Wanted = 0.992;

    public static void Run(Device device, string folder, bool quick)
    {
        var recipe = Recipe.Default("lenet");
        var mnist = new MnistCache(folder, null).Load();
        Sample[] train = [.. mnist.Train.Read().Take(quick ? 512 : int.MaxValue)], test = [.. mnist.Test.Read().Take(quick ? 512 : int.MaxValue)];
        for (int seed = 1; seed <= (quick ? 1 : 3); seed++)
        {
            var cost = Cost.Classification(DigitNetwork.LeNet(Layer.Image("pixel", 1, 28, 28)), Layer.Label("label", 10));
            var trainer = new Trainer(cost, Parameters.Create(cost, seed), recipe.CreateOptimizer(), seed: seed, device: device);
            var reader = Reader.Of(train).Shuffle(8192, seed).Batch(recipe.BatchSize);
            double seconds = 0.0;
            long start = 0;
            Console.Write($"LeNet-5 on MNIST, seed {seed}:");
            trainer.Train(reader, quick ? 1 : recipe.Passes, e =>
            {
                if (e is BeginPass)
                    start = Stopwatch.GetTimestamp();
                if (e is not EndPass)
                    return;
                seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
                double accuracy = trainer.Test(Reader.Of(test).Batch(1000)).Metrics.Accuracy;
                Console.Write($"  {accuracy * 100:F2} % after {seconds:F2} s{(accuracy >= Wanted ? " *" : "")}");
            });
            Console.WriteLine();
        }
    }
}
