using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>Reads the digits of an image: the network for single digits, the verifier and the reader of lines propose what stands there, and judge it together.</summary>
/// <param name="networks">Asks the network for single digits.</param>
/// <param name="minConfidence">A digit of a lower probability is rejected.</param>
/// <param name="lineReader">The reader of lines.</param>
/// <param name="verifier">Says whether there is a digit at all.</param>
internal sealed class Judges(Recognizer networks, double minConfidence, Lazy<LineReader> lineReader, Lazy<DigitVerifier> verifier)
{
    /// <summary>
    /// What is a digit, and the one it is taken for, with less probability than this is rejected: so is one in 260 of MNIST's training digits that
    /// were held out.
    /// </summary>
    private const double LeastCertainty = 0.5;

    /// <summary>A line whose digits are these with less probability than this is rejected. Of 4,000 held-out lines, fewer than one in twenty of those that are not is misread.</summary>
    private const double LeastCertaintyOfLine = 0.8;

    /// <summary>A page that is turned is told by so many digits or more: of fewer, turned ones may be others, as 16 is 91.</summary>
    private const int FewestDigitsOfTurned = 3;

    /// <summary>What is longer than so many times its width is a line that was cut out, which is upright, and no page.</summary>
    private const int LongestPage = 3;

    private LineReader Lines => lineReader.Value;

    /// <summary>The one digit that was asked for; where others stand in its line, the reading says how many. A glance at the line tells: to read the page would take as long again.</summary>
    public ImageReading One(GrayImage image)
    {
        var one = Single(image);
        if (one.Digits is not [var digit] || !MayBeSeveral(image))
            return one;

        var line = Lines.Glance(image, new LinePart(DigitAlone(digit.Seen.Box, image) with { X = 0, Width = image.Width }));
        int others = line.Digits.Count() - 1;
        return others > 0 && !IsAllOf(one, line) ? one with { DigitsLeftOut = others } : one;
    }

    /// <summary>All digits, line by line.</summary>
    public ImageReading Many(GrayImage image, CancellationToken cancellation) => Upright(image, Reading(PageReader.Read(image, Lines, cancellation)), cancellation);

    /// <summary>One digit, unless there are several.</summary>
    public ImageReading AsItLooks(GrayImage image, CancellationToken cancellation)
    {
        var one = Single(image);
        if (!MayBeSeveral(image))
            return one;

        var lines = PageReader.Read(image, Lines, cancellation);
        bool areSeveral = lines.Sum(line => line.Digits.Count()) > 1;
        return areSeveral && (lines.Count > 1 || !IsAllOf(one, lines[0])) ? Upright(image, Reading(lines), cancellation) : one with { LeftOut = LeftOut(lines) };
    }

    /// <summary>A digit with the verdict on it.</summary>
    public ReadDigit Result(NormalizedDigit seen, Recognition recognition, double plausibility) => new(
        recognition, seen, Line: 0, plausibility, IsRejected: recognition.Probability < minConfidence || plausibility * recognition.Probability < LeastCertainty);

    private ImageReading Single(GrayImage image)
    {
        // The networks for single digits are asked about every way to take the image, the cheap ones first; where they leave no doubt, nobody else is asked. Else
        // there are more ways, and the reader of lines judges, too, which needs none of them.
        var ways = DigitNormalizer.AtFirstSight(image);
        ReadDigit[] read = [.. Judged(ways)];
        if (read.MaxBy(Certainty) is { } best && Certainty(best) > LineReader.BeyondDoubt)
            return new([best]);
        if (ways is not [{ IsAsGiven: true }])
            read = [.. read, .. Judged(DigitNormalizer.AtSecondSight(image))];
        if (read.Length == 0)
            return new([]);

        var line = Lines.Read(image, [LinePart.Of(image), .. read.Select(digit => new LinePart(DigitAlone(digit.Seen.Box, image)))]);
        return new([Agreed(read, line)]);
    }

    /// <summary>
    /// The digit that two judges agree on: the networks for single digits, in the way to take the image in which they see it best, and the reader of lines, which sees
    /// the image as it is. Either may be blind, so neither rules out alone.
    /// </summary>
    private ReadDigit Agreed(ReadDigit[] read, LineReading line)
    {
        var probabilities = new float[networks.ClassNames.Count];
        var seenIn = new ReadDigit[probabilities.Length];
        for (int digit = 0; digit < probabilities.Length; digit++)
        {
            seenIn[digit] = read.MaxBy(way => way.Plausibility * way.Recognition.Probabilities[digit])!;
            double seen = seenIn[digit].Plausibility * seenIn[digit].Recognition.Probabilities[digit];
            probabilities[digit] = (float)((seen + LineReader.Unseen) * (line.OfOneDigit[digit] + LineReader.Unseen));
        }

        float sum = probabilities.Sum();
        probabilities = [.. probabilities.Select(probability => probability / sum)];
        int best = MaxId.IndexOfLargest(probabilities);
        var taken = seenIn[best];
        double one = line.OfOneDigit.Sum(), yes = (taken.Plausibility + LineReader.Unseen) * (one + LineReader.Unseen), no = (1 - taken.Plausibility + LineReader.Unseen) * (1 - one + LineReader.Unseen);
        return Result(taken.Seen, new(networks.ClassNames[best], probabilities[best], probabilities), yes / (yes + no));
    }

    private IEnumerable<ReadDigit> Judged(List<NormalizedDigit> ways)
    {
        if (ways.Count == 0)
            return [];
        float[] plausibilities = verifier.Value.Plausibilities([.. ways.SelectMany(way => way.Pixels.ToArray())]);
        return ways.Select((way, i) => Result(way, networks.Recognize(way.Pixels.Span), plausibilities[i]));
    }

    /// <summary>A digit with a little of the paper around it, in pixels of an image that may be a reduction of the file in which the box is.</summary>
    private static PixelBox DigitAlone(PixelBox box, GrayImage image)
    {
        var here = new PixelBox(box.X / image.Reduction, box.Y / image.Reduction, Math.Max(1, box.Width / image.Reduction), Math.Max(1, box.Height / image.Reduction));
        return here.WithRoom(here.Height / 8, image);
    }

    private static double Certainty(ReadDigit digit) => digit.Plausibility * digit.Recognition.Probability;

    private ImageReading Reading(IReadOnlyList<LineReading> lines) => new([.. lines.SelectMany(Digits)]) { LeftOut = LeftOut(lines) };

    private static int LeftOut(IReadOnlyList<LineReading> lines) => lines.Sum(line => line.Signs.Count(sign => !sign.IsDigit));

    /// <summary>The digits of a line. Where the line as a whole is doubtful, its doubtful digits are rejected, and if none of them is, the least sure one.</summary>
    private IEnumerable<ReadDigit> Digits(LineReading line, int number)
    {
        LineSign[] digits = [.. line.Digits];
        double least = digits.Length > 0 && line.Probability < LeastCertaintyOfLine ? Math.Max(LeastCertaintyOfLine, digits.Min(digit => digit.Probabilities.Max())) : 0;
        return digits.Select(digit =>
        {
            float sum = digit.Probabilities.Sum();
            float[] probabilities = [.. digit.Probabilities.Select(probability => probability / sum)];
            int best = MaxId.IndexOfLargest(probabilities);
            return new ReadDigit(
                new(networks.ClassNames[best], probabilities[best], probabilities), new NormalizedDigit(digit.Field, NormalizedDigit.Size, digit.Box), number, sum,
                IsRejected: probabilities[best] < minConfidence || digit.Probabilities.Max() <= least);
        });
    }

    /// <summary>
    /// The reading of a page that may lie on a side or on its head: where it is doubtful, the page is turned, and if more digits are read then, none of them doubtful, these are taken.
    /// </summary>
    private ImageReading Upright(GrayImage image, ImageReading reading, CancellationToken cancellation)
    {
        if (!reading.IsRejected || Math.Max(image.Width, image.Height) > LongestPage * Math.Min(image.Width, image.Height))
            return reading;
        var best = reading;
        for (int quarters = 1; quarters <= 3; quarters++)
        {
            var turn = new QuarterTurn(image, quarters);
            var turned = Reading(PageReader.Read(turn.Turned(), Lines, cancellation));
            if (!turned.IsRejected && turned.Digits.Count >= FewestDigitsOfTurned && turned.Digits.Count > best.Digits.Count)
                best = turned with { Turned = turn.Degrees, Digits = [.. turned.Digits.Select(digit => digit with { Seen = digit.Seen.At(turn.Back(digit.Seen.Box)) })] };
        }

        return best;
    }

    /// <summary>What is no larger than a single digit's field is one.</summary>
    private static bool MayBeSeveral(GrayImage image) => Math.Max(image.Width, image.Height) > NormalizedDigit.Size;

    /// <summary>Whether one digit is the likelier reading of a line in which others see several: it takes in all of them, and the judges together think so.</summary>
    private static bool IsAllOf(ImageReading one, LineReading line)
    {
        if (one.Digits is not [{ Seen.Box: var box } digit] || !line.Digits.All(other => box.HasMiddleOf(other.Box)))
            return line.OfOneDigit.Sum() >= line.Probability;
        double certainty = Certainty(digit);
        return (certainty + LineReader.Unseen) * (line.OfOneDigit.Sum() + LineReader.Unseen) >= (1 - certainty + LineReader.Unseen) * (line.Probability + LineReader.Unseen);
    }
}
