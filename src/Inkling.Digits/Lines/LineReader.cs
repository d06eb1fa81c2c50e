using System.Collections.Concurrent;
using Inkling.Digits.Imaging;
using Inkling.Lines;
using Inkling.Nn;

namespace Inkling.Digits.Lines;

/// <summary>Reads lines with a network that sees all of a line: no digit is cut out, what stands between digits is a sign of its own.</summary>
/// <remarks>
/// The network is one of columns; its parameters serve any width, and it is made for each width that occurs, of a few.
/// Immutable: any number of threads may use one reader at once.
/// </remarks>
internal sealed class LineReader
{
    /// <summary>What is read with more probability than this needs no closer look.</summary>
    public const double BeyondDoubt = 0.95;

    /// <summary>How often a judge does not see what there is: what it thinks impossible is left this probability.</summary>
    public const double Unseen = 0.01;

    private const int Digits = 10, Other = Digits, Blank = Other + 1, Symbols = Blank + 1;

    private static readonly Lazy<LineReader> _shipped = new(() => new LineReader(DigitModel.OpenShipped(DigitModel.LineReader)));

    private readonly Parameters _parameters;
    private readonly double _temperature;
    private readonly Device? _device;
    private readonly ConcurrentDictionary<int, Inference> _ofWidth = new();
    private readonly Lock _making = new();
    private Inference? _first;

    /// <param name="model">A network trained on lines in the form of <see cref="LineStrip"/>.</param>
    /// <param name="device">Where it is computed; null for the processors.</param>
    /// <exception cref="ArgumentException">It reads other signs, or lines of another height.</exception>
    public LineReader(DigitModel model, Device? device = null)
    {
        var input = model.Parameters.Network.Prediction.DataInputs.Single().Shape;
        if (!model.ClassNames.SequenceEqual(LineStrip.ClassNames) || (input.Channels, input.Height) != (1, LineStrip.Height))
        {
            throw new ArgumentException(
                $"model: expected a reader of gray lines of {LineStrip.Height} rows that tells {string.Join(", ", LineStrip.ClassNames)}, "
                + $"got one of {input} that tells {string.Join(", ", model.ClassNames)}");
        }

        (_parameters, _temperature, _device) = (model.Parameters, model.Temperature, device);
    }

    public static LineReader Shipped => _shipped.Value;

    /// <summary>
    /// Reads what stands in a line that is shown in several ways, such as with more and with less of the paper around it. Where none of them leaves it beyond
    /// doubt, it is shown in more ways that are like the clearest. Every way proposes what it reads; taken is what is likeliest in all of them together.
    /// </summary>
    /// <param name="image">The image, of either polarity.</param>
    /// <param name="ways">The line, as parts of the image.</param>
    public LineReading Read(GrayImage image, IReadOnlyList<LinePart> ways)
    {
        Shown[] all = [.. ways.Distinct().Select(way => Show(image, way))];
        var clearest = all.MaxBy(way => way.Probability(way.Read))!;
        if (clearest.Probability(clearest.Read) <= BeyondDoubt)
            all = [.. all, .. clearest.Strip.Part.Alike().Select(way => Show(image, way))];
        return Likeliest(all);
    }

    /// <summary>What a line looks like at first glance: shown in one way, however doubtful it is.</summary>
    /// <param name="image">The image, of either polarity.</param>
    /// <param name="way">The line, as a part of the image.</param>
    public LineReading Glance(GrayImage image, LinePart way) => Likeliest([Show(image, way)]);

    private static LineReading Likeliest(Shown[] all)
    {
        int[] digits = all.MaxBy(way => all.Sum(other => other.Probability(way.Read)))!.Read;
        var clearest = all.Where(way => way.Read.SequenceEqual(digits)).MaxBy(way => way.Probability(digits))!;
        return new(
            Signs(clearest), all.Average(way => way.Probability(digits)),
            [.. Enumerable.Range(0, Digits).Select(digit => all.Average(way => way.Probability(digit)))])
        {
            IsParted = clearest.Strip.IsParted(),
        };
    }

    private Shown Show(GrayImage image, LinePart way)
    {
        var strip = Strip.Of(image, way);
        float[] logits = _ofWidth.GetOrAdd(strip.Width, NewOfWidth).Infer(strip.Pixels);
        int steps = logits.Length / Symbols;
        var placed = new PlacedLabel[steps];
        return new(strip, Softmax(logits, steps), placed[..CtcDecoder.Greedy(logits, Blank, steps, placed)]);
    }

    // All share the memory of the first.
    private Inference NewOfWidth(int width)
    {
        lock (_making)
        {
            var made = _first?.WithWidth(width) ?? new Inference(_parameters.Network.WithWidth(width).Output, _parameters, batchSize: 1, _device);
            _first ??= made;
            return made;
        }
    }

    /// <summary>From logits [symbols, steps].</summary>
    private double[] Softmax(float[] logits, int steps)
    {
        var probabilities = new double[logits.Length];
        for (int t = 0; t < steps; t++)
        {
            var now = probabilities.AsSpan(t * Symbols, Symbols);
            double max = double.NegativeInfinity, sum = 0;
            for (int k = 0; k < Symbols; k++)
                max = Math.Max(max, logits[(k * steps) + t]);
            for (int k = 0; k < Symbols; k++)
                sum += now[k] = Math.Exp((logits[(k * steps) + t] - max) / _temperature);
            foreach (ref double probability in now)
                probability /= sum;
        }

        return probabilities;
    }

    private static LineSign[] Signs(Shown line)
    {
        var (strip, _, placed) = line;
        var signs = new LineSign[placed.Length];
        for (int i = 0; i < signs.Length; i++)
        {
            int left = i == 0 ? 0 : Between(placed[i - 1], placed[i]), right = i == signs.Length - 1 ? strip.Columns : Between(placed[i], placed[i + 1]);
            bool isDigit = placed[i].Label < Digits;
            var ink = strip.InkBox(left, right);
            signs[i] = new(isDigit, line.ProbabilitiesAt(placed[i]), isDigit ? strip.Field(ink) : [], strip.InImage(ink));
        }

        return signs;

        int Between(PlacedLabel a, PlacedLabel b) => strip.PalestColumn(Middle(a.Last), Middle(b.First));
        int Middle(int step) => ((2 * step) + 1) * strip.Width / (2 * line.Steps);
    }

    /// <summary>A strip with what the network says of it.</summary>
    /// <param name="Strip">The strip.</param>
    /// <param name="Probabilities">[steps, symbols].</param>
    /// <param name="Placed">The likeliest labels, each with the steps that say it.</param>
    private sealed record Shown(Strip Strip, double[] Probabilities, PlacedLabel[] Placed)
    {
        public int Steps => Probabilities.Length / Symbols;

        /// <summary>The digits, in the likeliest labels.</summary>
        public int[] Read { get; } = [.. Placed.Where(label => label.Label < Digits).Select(label => (int)label.Label)];

        /// <summary>Of each digit, in the step of a label in which it is surest.</summary>
        public float[] ProbabilitiesAt(PlacedLabel label)
        {
            int step = Enumerable.Range(label.First, label.Last - label.First + 1).MaxBy(t => Probabilities[(t * Symbols) + label.Label]);
            return Array.ConvertAll(Probabilities[(step * Symbols)..((step * Symbols) + Digits)], probability => (float)probability);
        }

        /// <summary>
        /// The probability that these digits, and no others, stand there: the sum over all their alignments. What other signs stand between them does not matter, so such a sign is
        /// taken for a blank: where a dot may be one or a stain, that is no doubt about the digits. Dozens of readings are asked about on the same steps, so the softmax is taken once
        /// for all of them, which the sum of <see cref="Cost.Ctc"/> would do for each; without logarithms, what underflows to 0 is as good as impossible.
        /// </summary>
        public double Probability(params ReadOnlySpan<int> digits)
        {
            // Before each digit and behind the last may be blanks; a digit may follow another one at once.
            Span<double> at = stackalloc double[(2 * digits.Length) + 1];
            at.Clear();
            at[0] = 1;
            for (int t = 0; t < Steps; t++)
            {
                var now = Probabilities.AsSpan(t * Symbols, Symbols);
                double blank = now[Blank] + now[Other];
                for (int s = at.Length - 1; s >= 0; s--)
                {
                    bool isDigit = s % 2 == 1;
                    double before = at[s] + (s > 0 ? at[s - 1] : 0);
                    if (isDigit && s > 1 && digits[s / 2] != digits[(s / 2) - 1])
                        before += at[s - 2];
                    at[s] = before * (isDigit ? now[digits[s / 2]] : blank);
                }
            }

            return at[^1] + (digits.Length > 0 ? at[^2] : 0);
        }
    }
}
