using System.Diagnostics;
using Inkling.Bench.Peers;
using Inkling.Bench.Torch;
using Inkling.Compute;
using TorchSharp;
using static TorchSharp.torch;

namespace Inkling.Bench.Sequences;

/// <summary>Connectionist temporal classification, forward and backward, of a minibatch with one thread, beside libtorch.</summary>
internal sealed class CtcMeasurement : IMeasurement
{
    private const int Samples = 16, Classes = 12, Columns = 128, Labels = 8, Symbols = Classes + 1;
    private const int Repetitions = 20;

    /// <summary>Largest difference of a sample's cost at which the two sides still do the same work.</summary>
    private const double Agreement = 1e-3;

    private readonly float[] _logits = new float[Samples * Symbols * Columns];
    private readonly float[] _gradient = new float[Samples * Symbols * Columns];
    private readonly int[] _labels = new int[Samples * Labels];
    private readonly double[] _saved = new double[CtcAlignments.SavedLength(Columns, Labels)];
    private readonly double[] _scratch = new double[CtcAlignments.ScratchLength(Classes, Labels)];

    public string Name => "ctc";

    public void Run(PeersRun run, Figures figures)
    {
        var random = new Random(1);
        foreach (ref float x in _logits.AsSpan())
            x = 4 * random.NextSingle() - 2;
        foreach (ref int label in _labels.AsSpan())
            label = random.Next(Classes);

        figures.Say($"");
        figures.Say($"CTC forward and backward: {Samples} samples of {Columns} columns, {Classes} classes and the blank, {Labels} labels; one thread");
        if (TorchLibrary.Unavailable is { } reason)
        {
            Say("Inkling", Spread.Of(Rounds(run.RoundsOr(15), [Ours])[0]), figures);
            figures.AddUnavailable(TorchLibrary.Name, reason);
            return;
        }

        set_num_threads(1);
        using var scope = NewDisposeScope();
        var logits = tensor(_logits, [Samples, Symbols, Columns]).permute(2, 0, 1).contiguous().requires_grad_();
        Tensor labels = tensor(_labels, [Samples, Labels]).to(int64), columns = full([Samples], Columns, int64), counts = full([Samples], Labels, int64);
        double Theirs()
        {
            using var inner = NewDisposeScope();
            var cost = nn.functional.ctc_loss(logits.log_softmax(2), labels, columns, counts, blank: Classes, reduction: nn.Reduction.Sum);
            cost.backward();
            return cost.item<float>();
        }

        double difference = Math.Abs(Ours() - Theirs()) / Samples;
        if (!(difference <= Agreement))
            throw new InvalidOperationException($"ctc: the mean costs differ by {difference}, expected at most {Agreement}.");

        var times = Rounds(run.RoundsOr(15), [Ours, Theirs]);
        Spread ours = Spread.Of(times[0]), theirs = Spread.Of(times[1]);
        Say("Inkling", ours, figures);
        Say(TorchLibrary.Name, theirs, figures);
        figures.Add("ctc.ratio", ours.Median / theirs.Median);
        figures.Say($"{"",-14}ours / theirs {ours.Median / theirs.Median:F2}");
    }

    private double Ours()
    {
        double sum = 0;
        for (int n = 0; n < Samples; n++)
        {
            var logits = _logits.AsSpan(n * Symbols * Columns, Symbols * Columns);
            var labels = _labels.AsSpan(n * Labels, Labels);
            sum += CtcAlignments.Forward(Classes, Columns, labels, logits, _saved);
            CtcAlignments.Backward(Classes, Columns, labels, logits, _saved, 1f, _scratch, _gradient.AsSpan(n * Symbols * Columns, Symbols * Columns));
        }

        return sum;
    }

    // In turn, after a warm-up: microseconds per sample.
    private static List<double>[] Rounds(int rounds, Func<double>[] contenders)
    {
        List<double>[] times = [.. contenders.Select(_ => new List<double>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int repetition = 0; repetition < Repetitions; repetition++)
                    contenders[i]();
                if (round >= 0)
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / (Repetitions * Samples));
            }
        }

        return times;
    }

    private static void Say(string contender, Spread spread, Figures figures)
    {
        figures.Add($"ctc.{contender}.microseconds", spread);
        figures.Say($"{"a sample",-14}{contender,-12}{spread.Median:F1} µs ({spread.Min:F1} – {spread.Max:F1})");
    }
}
