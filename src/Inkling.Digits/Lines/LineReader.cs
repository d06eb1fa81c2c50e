using System.Collections.Concurrent;
using Inkling.Compute;
using Inkling.Data.Lines;
using Inkling.Digits.Imaging;
using Inkling.Nn;

namespace Inkling.Digits.Lines;

/// <summary>Reads lines with a network that sees all of a line: no digit is cut out, what stands between digits is a sign of its own.</summary>
/// <remarks>
/// The network is one of columns (<see cref="DigitNetwork.LineReader"/>); its parameters serve any width, and it is made for each width that occurs, of a few.
/// Immutable: any number of threads may use one reader at once.
/// </remarks>
internal sealed class LineReader
{
    /// <summary>What is read with more probability than this needs no closer look.</summary>
    public const double BeyondDoubt = 0.95;

    private const int Digits = 10, Other = Digits, Symbols = Digits + 2; // the last is the blank

    /// <summary>
    /// The widths of strips: the network's memory is kept for each, so there are few. Of a line that is longer than the last, the columns come closer together.
    /// </summary>
    private static readonly int[] _widths = [32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048];

    /// <summary>The ink, out of 255, from which a pixel of a strip counts as written: for the boxes of digits alone.</summary>
    private const int Inked = 90;

    private static readonly Lazy<LineReader> _shipped = new(() => new LineReader(ModelFile.OpenShipped(DigitNetwork.Line)));

    private readonly Parameters _parameters;
    private readonly double _temperature;
    private readonly ConcurrentDictionary<int, Inference> _ofWidth = new();

    /// <param name="parameters">Of a network trained on <see cref="WrittenLines"/>.</param>
    /// <exception cref="ArgumentException">It reads other signs, or lines of another height.</exception>
    public LineReader(Parameters parameters)
    {
        var input = parameters.Network.Prediction.DataInputs.Single().Shape;
        if (!ModelFile.ClassNamesOf(parameters).SequenceEqual(WrittenLines.ClassNames) || (input.Channels, input.Height) != (1, LineStrip.Height))
        {
            throw new ArgumentException(
                $"model: expected a reader of gray lines of {LineStrip.Height} rows that tells {string.Join(", ", WrittenLines.ClassNames)}, "
                + $"got one of {input} that tells {string.Join(", ", ModelFile.ClassNamesOf(parameters))}");
        }

        (_parameters, _temperature) = (parameters, Temperature.Of(parameters));
    }

    public static LineReader Shipped => _shipped.Value;

    /// <summary>
    /// Reads what stands in a line that is shown in several ways, such as with more and with less of the paper around it. Where none of them leaves it beyond
    /// doubt, it is shown in more ways. Every way proposes what it reads; taken is what is likeliest in all of them together.
    /// </summary>
    /// <param name="image">The image, of either polarity.</param>
    /// <param name="ways">The line, as parts of the image, the most telling first.</param>
    public LineReading Read(GrayImage image, IReadOnlyList<LinePart> ways)
    {
        Shown[] all = [.. ways.Distinct().Select(Show)];
        if (!all.Any(way => way.Probability(way.Labels) > BeyondDoubt))
            all = [.. all, .. ways[0].Alike().Select(Show)];
        var best = all.MaxBy(way => all.Sum(other => other.Probability(way.Labels)))!;
        int[] labels = best.Labels;
        var clearest = all.Where(way => way.Labels.SequenceEqual(labels)).MaxBy(way => way.Probability(labels))!;
        return new(
            Signs(clearest), all.Average(way => way.Probability(labels)),
            [.. Enumerable.Range(0, Digits).Select(digit => all.Average(way => way.ProbabilityOfOne(digit)))]);

        Shown Show(LinePart way) => this.Show(Strip.Of(image, way, _widths));
    }

    /// <summary>The temperature at which lines are likeliest to say what stands in them.</summary>
    /// <param name="parameters">A reader of lines.</param>
    /// <param name="lines">Strips with their labels, from none of which it learned.</param>
    public static double FitTemperature(Parameters parameters, IEnumerable<Data.Sample> lines)
    {
        var inference = new Inference(parameters);
        (float[] Logits, int[] Labels)[] all = [.. lines.Select(line => (inference.Infer(line.Pixels.Span), line.Labels.ToArray().Select(label => (int)label).ToArray()))];
        return Temperature.Fit(temperature =>
        {
            var costs = new double[all.Length];
            Parallel.For(0, all.Length, i => costs[i] = Cost(Array.ConvertAll(all[i].Logits, logit => (float)(logit / temperature)), all[i].Labels));
            return costs.Sum();
        });
    }

    private Shown Show(Strip strip)
    {
        float[] logits = _ofWidth.GetOrAdd(strip.Width, width => new(_parameters.Network.WithWidth(width).Output, _parameters, batchSize: 1)).Infer(strip.Pixels);
        for (int i = 0; i < logits.Length; i++)
            logits[i] = (float)(logits[i] / _temperature);
        int steps = logits.Length / Symbols;
        var placed = new PlacedLabel[steps];
        return new(strip, logits, placed[..CtcDecoder.Greedy(logits, Digits + 1, steps, placed)]);
    }

    private static LineSign[] Signs(Shown line)
    {
        var (strip, logits, placed) = line;
        var signs = new LineSign[placed.Length];
        for (int i = 0; i < signs.Length; i++)
        {
            int left = i == 0 ? 0 : Between(placed[i - 1], placed[i]), right = i == signs.Length - 1 ? line.Steps : Between(placed[i], placed[i + 1]);
            bool isDigit = placed[i].Label < Digits;
            var ink = strip.InkBox(left * strip.Width / line.Steps, right * strip.Width / line.Steps, Inked);
            signs[i] = new(isDigit, ProbabilitiesAt(logits, line.Steps, placed[i]), isDigit ? strip.Field(ink, Inked) : [], strip.InImage(ink));
        }

        return signs;
    }

    private static int Between(PlacedLabel a, PlacedLabel b) => (a.Last + b.First + 1) / 2;

    /// <summary>In the column of a label in which it is surest.</summary>
    private static float[] ProbabilitiesAt(float[] logits, int steps, PlacedLabel label)
    {
        var best = new float[Digits];
        double most = -1;
        for (int t = label.First; t <= label.Last; t++)
        {
            double max = double.NegativeInfinity, sum = 0;
            for (int k = 0; k < Symbols; k++)
                max = Math.Max(max, logits[(k * steps) + t]);
            for (int k = 0; k < Symbols; k++)
                sum += Math.Exp(logits[(k * steps) + t] - max);
            double here = Math.Exp(logits[(label.Label * steps) + t] - max) / sum;
            if (here <= most)
                continue;
            most = here;
            for (int k = 0; k < Digits; k++)
                best[k] = (float)(Math.Exp(logits[(k * steps) + t] - max) / sum);
        }

        return best;
    }

    /// <summary>−log of the probability that these labels, and no others, stand there.</summary>
    private static double Cost(float[] logits, int[] labels)
    {
        int steps = logits.Length / Symbols;
        if (labels.Length + CtcAlignments.Repeats(labels) > steps)
            return double.PositiveInfinity;
        var saved = new double[CtcAlignments.SavedLength(steps, labels.Length)];
        return CtcAlignments.Forward(Digits + 1, steps, labels, logits, saved);
    }

    /// <summary>A strip with what the network says of it.</summary>
    private sealed record Shown(Strip Strip, float[] Logits, PlacedLabel[] Placed)
    {
        public int Steps => Logits.Length / Symbols;

        public int[] Labels { get; } = [.. Placed.Select(label => (int)label.Label)];

        /// <summary>The probability that these labels, and no others, stand there.</summary>
        public double Probability(int[] labels) => Math.Exp(-Cost(Logits, labels));

        public double ProbabilityOfOne(int digit) => Probability([digit]) + Probability([Other, digit]) + Probability([digit, Other]);
    }
}
