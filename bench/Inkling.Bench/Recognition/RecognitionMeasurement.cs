using System.Diagnostics;
using Inkling.Bench.OnnxRuntime;
using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Workbench.Interchange.Onnx;

namespace Inkling.Bench.Recognition;

/// <summary>LeNet and the deep network on images they have not seen: the latency of one, and how many a second of a thousand, beside ONNX Runtime.</summary>
internal sealed class RecognitionMeasurement : IMeasurement
{
    private const int ImageCount = 1000;
    private const int RestMilliseconds = 100;

    /// <summary>Largest difference of a probability at which the two sides still do the same work.</summary>
    private const float Agreement = 1e-5f;

    public string Name => "infer";

    public void Run(PeersRun run, Figures figures)
    {
        // Probabilities are compared as the networks give them: no temperature.
        Parameters lenet = DigitModel.OpenShipped("lenet").Parameters, deep = DigitModel.OpenShipped("deep").Parameters;
        DigitModel.SetTemperature(deep, 1);
        using var exported = new MemoryStream();
        OnnxFile.Save(deep, exported);
        Measure("lenet", lenet, LeNetOnnx.Write(lenet), "ours from bytes, ONNX Runtime from floats scaled beforehand", run, figures);
        Measure("deep", deep, exported.ToArray(), "both from bytes, ONNX Runtime with the file that we export", run, figures);
    }

    private static void Measure(string network, Parameters parameters, byte[] onnx, string inputs, PeersRun run, Figures figures)
    {
        var digits = run.Test.First(ImageCount);
        using var ours = new InklingRecognition(digits, parameters);
        using var theirs = OnnxRecognition.Create(digits, onnx);
        IRecognizingContender[] available = [.. new IRecognizingContender[] { ours, theirs }.Where(contender => contender.Unavailable is null)];
        if (available.Length == 2)
            CheckAgreement(network, ours.RecognizeAll(1), theirs.RecognizeAll(1), figures);

        figures.Say($"");
        figures.Say($"{network} recognising {ImageCount} images; {inputs}");
        int rounds = run.RoundsOr(15);
        Latency(network, available, rounds, figures);
        Throughput(network, available, rounds, run.Settings.Threads, figures);
        if (theirs.Unavailable is { } reason)
            figures.AddUnavailable(theirs.Name, reason);
    }

    // Of each round the median over all images; of the rounds the median.
    private static void Latency(string network, IRecognizingContender[] contenders, int rounds, Figures figures)
    {
        var micros = Interleaved(contenders, rounds, contender =>
        {
            var times = new double[ImageCount];
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                contender.RecognizeOne(i);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }

            return Spread.Of(times).Median;
        });
        foreach (var (contender, spread) in micros)
        {
            figures.Add($"infer.{network}.latency.{contender}.microseconds", spread);
            figures.Say($"{"one image",-14}{contender,-12}{spread.Median:F1} µs ({spread.Min:F1} – {spread.Max:F1}), one thread");
        }

        Ratio($"infer.{network}.latency.ratio", micros, figures);
    }

    // For each side the number of threads that is best for it.
    private static void Throughput(string network, IRecognizingContender[] contenders, int rounds, int threads, Figures figures)
    {
        var best = new Dictionary<string, Spread>();
        foreach (int count in Enumerable.Range(1, threads))
        {
            foreach (var (contender, spread) in Interleaved(contenders, rounds, contender => PerSecond(contender, count)))
            {
                figures.Add($"infer.{network}.throughput.{contender}.threads{count}", spread);
                figures.Say($"{"1,000 images",-14}{contender,-12}{spread.Median:F0} images/s ({spread.Min:F0} – {spread.Max:F0}), {count} threads");
                if (!best.TryGetValue(contender, out var other) || spread.Median > other.Median)
                    best[contender] = spread;
            }
        }

        foreach (var (contender, spread) in best)
            figures.Add($"infer.{network}.throughput.{contender}.images", spread.Median);
        Ratio($"infer.{network}.throughput.ratio", best, figures);
    }

    private static double PerSecond(IRecognizingContender contender, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        contender.RecognizeAll(threads);
        return ImageCount / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Dictionary<string, Spread> Interleaved(IRecognizingContender[] contenders, int rounds, Func<IRecognizingContender, double> measure)
    {
        const int WarmUps = 3;
        var values = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
        for (int round = -WarmUps; round < rounds; round++)
        {
            foreach (var contender in contenders)
            {
                // ONNX Runtime's threads go on spinning for a while after their work, on a core that the other side needs.
                Thread.Sleep(RestMilliseconds);
                double value = measure(contender);
                if (round >= 0)
                    values[contender.Name].Add(value);
            }
        }

        return values.ToDictionary(pair => pair.Key, pair => Spread.Of(pair.Value));
    }

    private static void Ratio(string key, Dictionary<string, Spread> by, Figures figures)
    {
        if (!by.TryGetValue(InklingTraining.Library, out var ours) || !by.TryGetValue(OnnxRecognition.Library, out var theirs))
            return;

        figures.Add(key, ours.Median / theirs.Median);
        figures.Say($"{"",-14}{"ours/theirs",-12}{ours.Median / theirs.Median:F2}");
    }

    private static void CheckAgreement(string network, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, Figures figures)
    {
        float worst = 0f;
        for (int i = 0; i < ours.Length; i++)
            worst = Math.Max(worst, Math.Abs(ours[i] - theirs[i]));
        figures.Add($"infer.{network}.difference", worst);
        if (!(worst <= Agreement))
            throw new InvalidOperationException($"recognition: the two sides differ by {worst} in a probability, expected at most {Agreement}");
    }
}
