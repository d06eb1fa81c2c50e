using System.Diagnostics;
using System.Runtime.InteropServices;
using Inkling.Bench.Machine;
using Inkling.Bench.Peers;
using Inkling.Compute;

namespace Inkling.Bench.Baselines;

/// <summary>Lets each classifier learn and answer by the clock, and writes a row of a Markdown table about it.</summary>
internal sealed class BaselineTable
{
    private const int Rounds = 3;

    private readonly DigitSet _train;
    private readonly DigitSet _test;

    public BaselineTable(DigitSet train, DigitSet test, bool isHeldOut)
    {
        (_train, _test) = (train, test);
        string asked = isHeldOut ? "training images held out" : "test images";
        Figures.Add("cpu", MachineMeasurement.Cpu());
        Figures.Add("cores", Environment.ProcessorCount);
        Figures.Add("data", train.Source);
        Figures.Add("images", train.Count);
        Figures.Add("asked", test.Count);
        Figures.Say($"# The classics and the chapter's networks");
        Figures.Say($"");
        Figures.Say($"{MachineMeasurement.Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}, {SimdChoice.Current.Width}, ML.NET {MachineMeasurement.Version("Microsoft.ML.Core")}.");
        Figures.Say($"{train.Source}: learnt from {train.Count:N0} images, asked about {test.Count:N0} {asked}.");
        Figures.Say($"Training: the whole of it, on all cores. An image: all asked about in one call, median of {Rounds} calls, divided by their number;");
        Figures.Say($"on one core, but for ML.NET, which asks its models of the ten digits in parallel.");
        Figures.Say($"");
        Figures.Say($"| method | settings | accuracy | training | an image |");
        Figures.Say($"|---|---|--:|--:|--:|");
    }

    public Figures Figures { get; } = new();

    /// <summary>Adds the row of a baseline.</summary>
    public void Measure(Baseline baseline)
    {
        PeersRun.Progress($"{baseline.Title}");
        try
        {
            var classifier = baseline.Create(_train, _test);
            GC.Collect(); // nobody pays for what another left behind
            long start = Stopwatch.GetTimestamp();
            bool hasLearnt = classifier.Train();
            double training = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var (accuracy, perImage) = Ask(classifier);
            Add(baseline, accuracy, hasLearnt ? training : null, perImage);
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException or BadImageFormatException)
        {
            Figures.Add($"{baseline.Key}.unavailable", exception.GetBaseException().Message.Split('\n')[0]);
            Figures.Say($"| {baseline.Title} | a native library cannot be loaded: {exception.GetBaseException().Message.Split('\n')[0]} | | | |");
        }
    }

    private (double Accuracy, double Microseconds) Ask(IClassifier classifier)
    {
        IReadOnlyList<int> labels = [];
        var times = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            labels = classifier.Classify();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / _test.Count;
        }

        return (labels.Zip(_test.Labels).Count(pair => pair.First == pair.Second) / (double)_test.Count, Spread.Of(times).Median);
    }

    private void Add(Baseline baseline, double accuracy, double? training, double perImage)
    {
        Figures.Add($"{baseline.Key}.accuracy", accuracy);
        Figures.Add($"{baseline.Key}.microseconds", perImage);
        if (training is { } seconds)
            Figures.Add($"{baseline.Key}.seconds", seconds);
        Figures.Say($"| {baseline.Title} | {baseline.Settings} | {100 * accuracy:F2} % | {(training is { } time ? FormattableString.Invariant($"{time:F1} s") : "")} | {(perImage < 10 ? FormattableString.Invariant($"{perImage:F1}") : FormattableString.Invariant($"{perImage:#,0}"))} µs |");
    }
}
