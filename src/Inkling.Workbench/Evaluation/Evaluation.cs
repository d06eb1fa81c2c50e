using System.Diagnostics;
using System.Runtime.InteropServices;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>What a model makes of labelled samples.</summary>
/// <param name="Cost">Mean −log(probability of the true class), in nats.</param>
/// <param name="Accuracy">The part recognised rightly, 0..1.</param>
/// <param name="PerClass">Figures of every class.</param>
/// <param name="Confusion">Row: true class; column: what it was taken for.</param>
/// <param name="Calibration">How sure and how right the answers are, from the least sure to the surest.</param>
/// <param name="ImagesPerSecond">Samples divided by the time recognising took.</param>
/// <param name="Judged">Every sample with its answer, in the order of the reader.</param>
public sealed record Evaluation(
    double Cost,
    double Accuracy,
    IReadOnlyList<ClassFigures> PerClass,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    IReadOnlyList<CalibrationBin> Calibration,
    double ImagesPerSecond,
    IReadOnlyList<JudgedSample> Judged)
{
    private const int ChunkSize = 256;

    /// <summary>How many samples there are.</summary>
    public int Samples => Judged.Count;

    /// <summary>The class that every sample was taken for though they are of several: the model has collapsed. Null of any other.</summary>
    public string? SoleAnswer =>
        PerClass.Count(figures => figures.Samples > 0) > 1 && Judged.All(sample => sample.Answer == Judged[0].Answer) ? PerClass[Judged[0].Answer].Label : null;

    /// <summary>Mean distance between confidence and accuracy over the bins of <see cref="Calibration"/>, weighted by samples.</summary>
    public double CalibrationError => Calibration.Sum(bin => bin.Samples * Math.Abs(bin.Accuracy - bin.Confidence)) / Samples;

    /// <summary>Recognises all samples of a reader, on all processors.</summary>
    /// <param name="inference">The model.</param>
    /// <param name="samples">Samples that fit its input.</param>
    /// <param name="classNames">The name of every class.</param>
    /// <param name="temperature">That of the model: see <see cref="Temperature"/>.</param>
    /// <param name="progress">Gets the part of the samples that is done, 0..1, from any thread.</param>
    /// <param name="communicator">The processes that share the work, each of which has the same samples and gets the whole; null for this one alone.</param>
    /// <param name="cancellation">Stops it, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The model or a sample does not fit the classes or the input.</exception>
    /// <exception cref="InvalidDataException">There are no samples.</exception>
    public static Evaluation Of(
        Inference inference, Reader<Sample> samples, IReadOnlyList<string> classNames, double temperature = 1, IProgress<double>? progress = null,
        Communicator? communicator = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inference);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(classNames);
        if (inference.OutputSize != classNames.Count)
            throw new ArgumentException($"evaluate: the model knows {inference.OutputSize} classes, the data set {classNames.Count}");

        Sample[] all = [.. samples.Read()];
        if (all.Length == 0)
            throw new InvalidDataException("evaluate: there are no samples");

        int wrong = Array.FindIndex(all, sample => sample.Pixels.Length != inference.InputShape.Size);
        if (wrong >= 0)
            throw new InvalidDataException($"evaluate: sample {wrong} has {all[wrong].Pixels.Length} values, the model reads {inference.InputShape}");

        long start = Stopwatch.GetTimestamp();
        float[] probabilities = InferTogether(communicator ?? Communicator.Alone, inference, all, temperature, progress, cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Summarize(all, probabilities, classNames, all.Length / seconds);
    }

    // Each rank a run of the samples; then all have all.
    private static float[] InferTogether(
        Communicator ranks, Inference inference, Sample[] samples, double temperature, IProgress<double>? progress, CancellationToken cancellation)
    {
        int[] counts = new int[ranks.Size];
        for (int rank = 0; rank < counts.Length; rank++)
        {
            var (start, end) = ranks.PartOf(samples.Length, rank);
            counts[rank] = checked((end - start) * inference.OutputSize * sizeof(float));
        }

        var (from, to) = ranks.PartOf(samples.Length, ranks.Rank);
        float[] own = Infer(inference, samples[from..to], temperature, progress, cancellation);
        var all = new float[samples.Length * inference.OutputSize];
        ranks.Gather(MemoryMarshal.AsBytes(own.AsSpan()), MemoryMarshal.AsBytes(all.AsSpan()), counts);
        return all;
    }

    /// <summary>The probabilities of all samples, [samples, classes].</summary>
    internal static float[] Infer(
        Inference inference, Sample[] samples, double temperature, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        int size = inference.InputShape.Size, classes = inference.OutputSize;
        var result = new float[samples.Length * classes];
        int done = 0;

        // A device takes as many together as it can, and one such batch at a time.
        bool onDevice = inference.Device != Device.Cpu;
        int chunkSize = onDevice ? inference.BatchSize : ChunkSize;
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = onDevice ? 1 : -1 };
        Parallel.For(0, (samples.Length + chunkSize - 1) / chunkSize, options, chunk =>
        {
            int from = chunk * chunkSize, count = Math.Min(chunkSize, samples.Length - from);
            var pixels = new byte[count * size];
            for (int i = 0; i < count; i++)
                samples[from + i].Pixels.Span.CopyTo(pixels.AsSpan(i * size));

            inference.Infer(pixels, result.AsSpan(from * classes, count * classes));
            for (int i = from; i < from + count; i++)
                Temperature.Apply(result.AsSpan(i * classes, classes), temperature);
            progress?.Report((double)Interlocked.Add(ref done, count) / samples.Length);
        });
        return result;
    }

    private static Evaluation Summarize(Sample[] samples, float[] probabilities, IReadOnlyList<string> classNames, double imagesPerSecond)
    {
        int classes = classNames.Count;
        var confusion = new int[classes][];
        for (int c = 0; c < classes; c++)
            confusion[c] = new int[classes];

        var judged = new JudgedSample[samples.Length];
        double cost = 0.0;
        for (int n = 0; n < judged.Length; n++)
        {
            var p = probabilities.AsSpan(n * classes, classes);
            var sample = samples[n];
            int answer = MaxId.IndexOfLargest(p);
            judged[n] = new(n, sample, answer, p[answer]);
            confusion[sample.Label][answer]++;
            cost -= Math.Log(Math.Max(p[sample.Label], float.Epsilon));
        }

        int right = Enumerable.Range(0, classes).Sum(c => confusion[c][c]);
        return new(
            cost / judged.Length, (double)right / judged.Length, [.. Enumerable.Range(0, classes).Select(c => Figures(confusion, c, classNames[c]))],
            confusion, CalibrationBin.Of(judged), imagesPerSecond, judged);
    }

    private static ClassFigures Figures(int[][] confusion, int label, string name)
    {
        int right = confusion[label][label], of = confusion[label].Sum(), called = confusion.Sum(row => row[label]);
        return new(name, of, called == 0 ? 0.0 : (double)right / called, of == 0 ? 0.0 : (double)right / of);
    }
}
