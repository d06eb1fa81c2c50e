using System.Diagnostics;
using Inkling.Bench.OnnxRuntime;
using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Workbench.Interchange.Onnx;

namespace Inkling.Bench.Recognition;

/// <summary>
/// LeNet, the deep network and the line reader on images that they have not seen: the latency of one, and of the first two, how many a second of a thousand,
/// beside ONNX Runtime.
/// </summary>
internal sealed class RecognitionMeasurement : IMeasurement
{
    private const int ImageCount = 1000;
    private const int RestMilliseconds = 100;

    /// <summary>Largest difference of a probability, and of a value before the softmax, at which the two sides still do the same work.</summary>
    private const float OfProbabilities = 1e-5f, OfLogits = 1e-4f;

    public string Name => "infer";

    public void Run(PeersRun run, Figures figures)
    {
        // Probabilities are compared as the networks give them: no temperature.
        Parameters lenet = DigitModel.OpenShipped("lenet").Parameters, deep = DigitModel.OpenShipped("deep").Parameters, line = DigitModel.OpenShipped("line").Parameters;
        DigitModel.SetTemperature(deep, 1);
        Pictures digits = Pictures.Of(run.Test.First(ImageCount)), lines = Pictures.LinesOf(run.Test.First(ImageCount));
        line = line.CopyFor(line.Network.WithWidth(lines.Width).Output);
        const string WithOurFile = "both from bytes, ONNX Runtime with the file that we export";
        int rounds = run.RoundsOr(15), threads = run.Settings.Threads;
        Measure("lenet", lenet, LeNetOnnx.Write(lenet), digits, OfProbabilities, "ours from bytes, ONNX Runtime from floats scaled beforehand", figures, rounds, threads);
        Measure("deep", deep, Exported(deep), digits, OfProbabilities, WithOurFile, figures, rounds, threads);
        Measure("line", line, Exported(line), lines, OfLogits, WithOurFile, figures, rounds, threads: 0);
    }

    private static byte[] Exported(Parameters parameters)
    {
        using var file = new MemoryStream();
        OnnxFile.Save(parameters, file);
        return file.ToArray();
    }

    // With no threads, of one picture alone.
    private static void Measure(
        string network, Parameters parameters, byte[] onnx, Pictures pictures, float agreement, string inputs, Figures figures, int rounds, int threads)
    {
        using var ours = new InklingRecognition(pictures, parameters);
        using var theirs = OnnxRecognition.Create(pictures, onnx);
        IRecognizingContender[] available = [.. new IRecognizingContender[] { ours, theirs }.Where(contender => contender.Unavailable is null)];
        if (available.Length == 2)
            CheckAgreement(network, ours.RecognizeAll(1), theirs.RecognizeAll(1), agreement, figures);

        figures.Say($"");
        figures.Say($"{network} recognising {pictures.Count} images of {pictures.Height}×{pictures.Width}; {inputs}");
        Latency(network, available, pictures.Count, rounds, figures);
        if (threads > 0)
            Throughput(network, available, pictures.Count, rounds, threads, figures);
        if (theirs.Unavailable is { } reason)
            figures.AddUnavailable(theirs.Name, reason);
    }

    // Of each round the median over all images; of the rounds the median.
    private static void Latency(string network, IRecognizingContender[] contenders, int images, int rounds, Figures figures)
    {
        var micros = Interleaved(contenders, rounds, contender =>
        {
            var times = new double[images];
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
    private static void Throughput(string network, IRecognizingContender[] contenders, int images, int rounds, int threads, Figures figures)
    {
        var best = new Dictionary<string, Spread>();
        foreach (int count in Enumerable.Range(1, threads))
        {
            foreach (var (contender, spread) in Interleaved(contenders, rounds, contender => PerSecond(contender, images, count)))
            {
                figures.Add($"infer.{network}.throughput.{contender}.threads{count}", spread);
                figures.Say($"{$"{images:N0} images",-14}{contender,-12}{spread.Median:F0} images/s ({spread.Min:F0} – {spread.Max:F0}), {count} threads");
                if (!best.TryGetValue(contender, out var other) || spread.Median > other.Median)
                    best[contender] = spread;
            }
        }

        foreach (var (contender, spread) in best)
            figures.Add($"infer.{network}.throughput.{contender}.images", spread.Median);
        Ratio($"infer.{network}.throughput.ratio", best, figures);
    }

    private static double PerSecond(IRecognizingContender contender, int images, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        contender.RecognizeAll(threads);
        return images / Stopwatch.GetElapsedTime(start).TotalSeconds;
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

    private static void CheckAgreement(string network, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, float agreement, Figures figures)
    {
        float worst = 0f;
        for (int i = 0; i < ours.Length; i++)
            worst = Math.Max(worst, Math.Abs(ours[i] - theirs[i]));
        figures.Add($"infer.{network}.difference", worst);
        if (!(worst <= agreement))
            throw new InvalidOperationException($"recognition: the two sides differ by {worst} in a value that {network} gives, expected at most {agreement}");
    }
}
