using Inkling.Digits.Imaging;
using Inkling.Digits.Lines;
using Inkling.Nn;

namespace Inkling.Digits.Tests.Lines;

public class LineReaderTests
{
    private static readonly LineReader Reader = LineReader.Shipped;

    [Fact]
    public void Digits_have_boxes_and_probabilities_and_the_line_one_of_its_own()
    {
        var sheet = new Handwriting(420, 120);
        var boxes = sheet.Write("4719", 30, 30, 22, variant: 3);

        var reading = Reader.Read(sheet.Image, [Whole(sheet.Image)]);

        Assert.Equal("4719", Text(reading));
        Assert.InRange(reading.Probability, 0.5, 1);
        Assert.All(boxes.Zip(reading.Digits), pair => Assert.True(Math.Abs(pair.First.X - pair.Second.Box.X) <= 8 && Math.Abs(pair.First.Width - pair.Second.Box.Width) <= 12, $"{pair}"));
        Assert.All(reading.Digits, digit => Assert.InRange(digit.Probabilities.Sum(), 0.5, 1.0001));
        Assert.InRange(reading.OfOneDigit.Sum(), 0, 0.1);
    }

    // Thin strokes are made thicker for that network, and thick ones thinner.
    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void The_field_of_a_digit_shows_nothing_of_its_neighbours(int outwards)
    {
        var sheet = new Handwriting(520, 120);
        sheet.Write("3064", 30, 30, 50, variant: 6);
        var image = StrokeWidth.Moved(sheet.Image.Inverted(), outwards);

        var reading = Reader.Read(image, [Whole(image)]);

        Assert.Equal("3064", Text(reading));
        Assert.All(reading.Digits, digit =>
        {
            var ink = InkImage.Box(new GrayImage(NormalizedDigit.Size, NormalizedDigit.Size, digit.Field), 60);
            Assert.InRange(Math.Max(ink.Width, ink.Height), 18, 20);
            Assert.InRange((double)ink.Width / ink.Height, 0.7 * digit.Box.Width / digit.Box.Height, 1.4 * digit.Box.Width / digit.Box.Height);
        });
    }

    [Fact]
    public void What_stands_between_digits_is_a_sign_and_no_digit()
    {
        var sheet = new Handwriting(420, 120);
        var boxes = sheet.Write("5286", 30, 30, 34, variant: 2);
        sheet.Fill(new(boxes[1].X + boxes[1].Width + 6, 58, 22, 6), 0);

        var reading = Reader.Read(sheet.Image, [Whole(sheet.Image)]);

        Assert.Equal([true, true, false, true, true], reading.Signs.Select(sign => sign.IsDigit));
        Assert.Equal("5286", Text(reading));
    }

    [Fact]
    public void Light_on_dark_is_read_like_dark_on_light()
    {
        var sheet = new Handwriting(420, 120);
        sheet.Write("3064", 30, 30, 22, variant: 6);

        Assert.Equal("3064", Text(Reader.Read(sheet.Image.Inverted(), [Whole(sheet.Image)])));
    }

    [Fact]
    public void Of_several_ways_to_show_a_line_the_likeliest_reading_is_taken()
    {
        var sheet = new Handwriting(500, 200);
        sheet.Write("821", 180, 60, 22, variant: 1);

        var reading = Reader.Read(sheet.Image, [new(new(170, 50, 60, 80)), new(new(160, 40, 260, 100)), new(new(170, 50, 240, 84))]);

        Assert.Equal("821", Text(reading));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 900)]
    [InlineData(20_000, 2)]
    public void Images_of_any_extents_are_read(int width, int height)
    {
        var image = new GrayImage(width, height, new byte[width * height].AsSpan());

        Assert.Empty(Reader.Read(image, [Whole(image)]).Digits);
    }

    [Fact]
    public void The_probability_of_a_reading_is_the_sum_over_its_alignments_and_over_all_other_signs_between_its_digits()
    {
        var sheet = new Handwriting(256, 80);
        sheet.Write("2011", 20, 10, 8, variant: 5);
        var model = DigitModel.OpenShipped(DigitModel.LineReader);
        var strip = Strip.Of(sheet.Image, Whole(sheet.Image));
        float[] logits = new Inference(model.Parameters.Network.WithWidth(128).Output, model.Parameters).Infer(strip.Pixels);
        logits = Array.ConvertAll(logits, logit => (float)(logit / model.Temperature));
        int steps = logits.Length / 12;

        // What other signs say goes to the blank.
        for (int t = 0; t < steps; t++)
        {
            ref float other = ref logits[(10 * steps) + t], blank = ref logits[(11 * steps) + t];
            (blank, other) = ((float)Math.Log(Math.Exp(blank) + Math.Exp(other)), -1e9f);
        }

        var reading = Reader.Glance(sheet.Image, Whole(sheet.Image));

        Assert.Equal("2011", Text(reading));
        Assert.Equal(Math.Exp(CtcDecoder.LogProbability(logits, 11, steps, [2, 0, 1, 1])), reading.Probability, 1e-6);
        Assert.Equal(Math.Exp(CtcDecoder.LogProbability(logits, 11, steps, [2])), reading.OfOneDigit[2], 1e-6);
    }

    [Fact]
    public void A_row_of_paper_parts_two_lines()
    {
        var sheet = new Handwriting(256, 180);
        sheet.Write("2031", 20, 10, 8, variant: 5);
        Assert.False(Reader.Glance(sheet.Image, Whole(sheet.Image)).IsParted);

        sheet.Write("47", 20, 100, 8, variant: 5);
        Assert.True(Reader.Glance(sheet.Image, Whole(sheet.Image)).IsParted);
    }

    [Fact]
    public void Threads_share_a_reader()
    {
        var sheets = Enumerable.Range(0, 24).Select(i =>
        {
            var sheet = new Handwriting(300 + (20 * i), 120);
            sheet.Write($"{i + 30}", 30, 30, 22, variant: i);
            return sheet.Image;
        }).ToArray();
        var alone = sheets.Select(image => Reader.Read(image, [Whole(image)]).Probability).ToArray();
        var fresh = new LineReader(DigitModel.Open(DigitModel.LineReader));

        Parallel.For(0, sheets.Length, i => Assert.Equal(alone[i], fresh.Read(sheets[i], [Whole(sheets[i])]).Probability));
    }

    [Fact]
    public void A_model_of_something_else_is_refused() => Assert.StartsWith(
        "model: expected a reader of gray lines of 32 rows",
        Assert.Throws<ArgumentException>(() => new LineReader(new DigitModel(Parameters.Create(Layer.Image("pixel", 1, 32, 64).Columns().Convolution(5, 1))))).Message, StringComparison.Ordinal);

    private static LinePart Whole(GrayImage image) => LinePart.Of(image);

    private static string Text(LineReading reading) => string.Concat(reading.Digits.Select(digit => MaxId.IndexOfLargest(digit.Probabilities)));
}
