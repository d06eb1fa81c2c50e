using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Lines;

public class SeveralDigitsTests
{
    private static readonly Recognizer Recognizer = new(DigitModel.Open("lenet"));

    [Theory]
    [InlineData(25, 28)]
    [InlineData(6, 28)]
    [InlineData(-4, 18)]
    public void Lines_of_digits_are_read(int gap, int least)
    {
        int right = 0;
        for (int variant = 0; variant < 30; variant++)
        {
            var sheet = new Handwriting(600, 140);
            string text = $"{(variant * 7919 % 9000) + 1000}";
            sheet.Write(text, 40, 40, gap, variant);
            right += Recognizer.Read(sheet.Image, DigitCount.Many).BestGuess == text ? 1 : 0;
        }

        Assert.InRange(right, least, 30);
    }

    [Fact]
    public void Several_lines_are_read_from_top_to_bottom_and_every_digit_has_its_line_and_box()
    {
        var sheet = new Handwriting(500, 320);
        var first = sheet.Write("1482", 30, 30, 20, variant: 3);
        var second = sheet.Write("670", 60, 150, 20, variant: 5);

        var reading = Recognizer.Read(sheet.Image);

        Assert.Equal("1482\n670", reading.BestGuess);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], reading.Digits.Select(digit => digit.Line));
        Assert.All(first.Concat(second).Zip(reading.Digits), pair => Assert.True(Near(pair.First, pair.Second.Seen.Box), $"{pair}"));
    }

    [Theory]
    [InlineData(40, 260)]
    [InlineData(40, 900)]
    public void Digits_one_below_the_other_are_lines_however_far_apart(int x, int y)
    {
        var sheet = new Handwriting(420, 1000);
        sheet.Write("5", x, 30, 0, variant: 3);
        sheet.Write("8", 300, y, 0, variant: 5);

        Assert.Equal("5\n8", Recognizer.Read(sheet.Image).BestGuess);
    }

    [Fact]
    public void A_line_that_climbs_is_one_line()
    {
        var sheet = new Handwriting(700, 400);
        for (int i = 0; i < 6; i++)
            sheet.Write($"{i + 2}", 40 + (100 * i), 300 - (25 * i), 0, variant: 4);

        Assert.Equal("234567", Recognizer.Read(sheet.Image).BestGuess);
    }

    [Fact]
    public void Boxes_are_in_pixels_of_a_large_source()
    {
        var sheet = new Handwriting(2400, 1800);
        var boxes = sheet.Write("3058", 1000, 900, 15, variant: 2);

        var reading = Recognizer.Read(sheet.Image);

        Assert.Equal("3058", reading.BestGuess);
        Assert.All(boxes.Zip(reading.Digits), pair => Assert.True(Near(pair.First, pair.Second.Seen.Box), $"{pair}"));
    }

    [Fact]
    public void Commas_and_specks_are_left_out()
    {
        var sheet = new Handwriting(500, 140);
        var boxes = sheet.Write("4936", 40, 30, 24, variant: 6);
        sheet.Fill(new(boxes[1].X + boxes[1].Width + 9, 84, 6, 9), 0);
        sheet.Fill(new(420, 20, 3, 3), 0);

        Assert.Equal("4936", Recognizer.Read(sheet.Image).BestGuess);
    }

    [Fact]
    public void A_single_digit_is_one_whatever_is_asked()
    {
        for (int digit = 0; digit < 10; digit++)
        {
            var sheet = new Handwriting(140, 140);
            sheet.Write($"{digit}", 40, 40, 0, variant: 8);

            Assert.Equal($"{digit}", Recognizer.Read(sheet.Image).BestGuess);
            Assert.Equal($"{digit}", Recognizer.Read(sheet.Image, DigitCount.One).BestGuess);
            Assert.Equal($"{digit}", Recognizer.Read(sheet.Image, DigitCount.Many).BestGuess);
        }
    }

    [Fact]
    public void One_digit_of_several_says_how_many_are_left_out()
    {
        var sheet = new Handwriting(300, 140);
        sheet.Write("274", 40, 40, 20, variant: 1);

        var reading = Recognizer.Read(sheet.Image, DigitCount.One);

        Assert.Single(reading.Digits);
        Assert.Equal(2, reading.DigitsLeftOut);
        Assert.Equal(0, Recognizer.Read(sheet.Image, DigitCount.Many).DigitsLeftOut);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_page_that_lies_on_a_side_or_its_head_is_turned_and_its_boxes_are_where_they_were(int quarters)
    {
        var sheet = new Handwriting(500, 320);
        var boxes = sheet.Write("4752", 30, 30, 20, variant: 3).Concat(sheet.Write("380", 60, 150, 20, variant: 5)).ToArray();
        Assert.Equal(0, Recognizer.Read(sheet.Image).Turned);
        var lying = new QuarterTurn(sheet.Image, 4 - quarters).Turned();

        var reading = Recognizer.Read(lying, DigitCount.Many);

        Assert.Equal(("4752\n380", 90 * quarters), (reading.Text, reading.Turned));
        var turn = new QuarterTurn(lying, quarters);
        Assert.Equal(sheet.Image.Pixels.ToArray(), turn.Turned().Pixels.ToArray());
        Assert.All(boxes.Zip(reading.Digits), pair => Assert.True(Near(Swapped(pair.First, quarters), pair.Second.Seen.Box), $"{pair}"));

        // The box on the sheet as it lies, reckoned the other way around.
        PixelBox Swapped(PixelBox box, int turns) => turns switch
        {
            1 => new(box.Y, 500 - box.X - box.Width, box.Height, box.Width),
            2 => new(500 - box.X - box.Width, 320 - box.Y - box.Height, box.Width, box.Height),
            _ => new(320 - box.Y - box.Height, box.X, box.Height, box.Width),
        };
    }

    [Fact]
    public void A_page_that_is_no_longer_wanted_is_read_no_further()
    {
        var sheet = new Handwriting(700, 4000);
        for (int line = 0; line < 40; line++)
            sheet.Write("482750", 30, 30 + (99 * line), 20, variant: line);
        Recognizer.Read(sheet.Image, DigitCount.One); // what is opened once is open

        // Reading the page takes longer than that.
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => Recognizer.Read(sheet.Image, DigitCount.Many, cancellation.Token));
        Assert.Throws<OperationCanceledException>(() => Recognizer.Read(sheet.Image, DigitCount.One, cancellation.Token));
    }

    [Theory]
    [InlineData(DigitCount.Auto)]
    [InlineData(DigitCount.One)]
    [InlineData(DigitCount.Many)]
    public void On_a_blank_sheet_there_is_nothing(DigitCount count)
    {
        var reading = Recognizer.Read(new Handwriting(300, 200).Image, count);

        Assert.Empty(reading.Digits);
        Assert.Equal("", reading.BestGuess);
        Assert.True(reading.IsRejected);
    }

    [Fact]
    public void The_least_confidence_rejects()
    {
        var sheet = new Handwriting(300, 140);
        sheet.Write("27", 40, 40, 20, variant: 1);

        Assert.False(Recognizer.Read(sheet.Image).IsRejected);
        Assert.True(new Recognizer(DigitModel.Open("lenet"), new() { MinConfidence = 1 }).Read(sheet.Image).IsRejected);
        Assert.Contains("MinConfidence expected 0 to 1, got 1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new RecognizerSettings { MinConfidence = 1.5 }).Message, StringComparison.Ordinal);
    }

    private static bool Near(PixelBox expected, PixelBox actual) =>
        Math.Abs(expected.X - actual.X) <= 6 && Math.Abs(expected.Y - actual.Y) <= 6
        && Math.Abs(expected.Width - actual.Width) <= 9 && Math.Abs(expected.Height - actual.Height) <= 9;
}
