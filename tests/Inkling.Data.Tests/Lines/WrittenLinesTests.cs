using Inkling.Data.Lines;
using Inkling.Data.Synthetic;
using Inkling.Lines;

namespace Inkling.Data.Tests.Lines;

public class WrittenLinesTests
{
    private const int Width = 160, Count = 96;

    private static readonly Reader<Sample> Digits = SyntheticDigits.Train(200);

    [Fact]
    public void A_line_is_a_function_of_seed_pass_and_index_alone()
    {
        var lines = WrittenLines.Read(Digits, Count, seed: 5, Width);

        string[] first = Text(lines, pass: 2), byThree = Text(WrittenLines.Read(Digits, Count, seed: 5, Width, workers: 3), pass: 2);

        Assert.Equal(first, byThree);
        Assert.Equal(first, Text(lines, pass: 2));
        Assert.Empty(first.Intersect(Text(lines, pass: 3)));
        Assert.Empty(first.Intersect(Text(WrittenLines.Read(Digits, Count, seed: 6, Width), pass: 2)));
        Assert.Equal(Text(WrittenLines.Read(Digits, Count, 5, Width, varies: false), pass: 0), Text(WrittenLines.Read(Digits, Count, 5, Width, varies: false), pass: 7));
    }

    [Fact]
    public void Digits_that_could_not_be_read_are_read_the_next_time()
    {
        int asked = 0;
        var lines = WrittenLines.Read(new(_ => asked++ == 0 ? throw new IOException("no network") : Digits.Read()), Count, seed: 5, Width);

        Assert.Throws<IOException>(() => lines.Read().First());
        Assert.Equal(Count, lines.Read().Count());
        Assert.Equal(Count, lines.Read().Count());
        Assert.Equal(2, asked);
    }

    [Fact]
    public void Labels_are_classes_and_signs_that_are_no_digits_are_one()
    {
        Sample[] lines = [.. WrittenLines.Read(Digits, 600, seed: 1, Width).Read()];
        const byte Other = 10;

        Assert.All(lines, line =>
        {
            byte[] labels = line.Labels.ToArray();
            Assert.Equal(LineStrip.Height * Width, line.Pixels.Length);
            Assert.InRange(labels.Length, 0, WrittenLines.MaxLabels);
            Assert.All(labels, label => Assert.InRange(label, 0, Other));
            Assert.DoesNotContain(labels.Zip(labels.Skip(1)), pair => pair is (Other, Other));
        });
        Assert.Equal(11, WrittenLines.ClassNames.Count);
        Assert.Equal(11, lines.SelectMany(line => line.Labels.ToArray()).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 10), lines.Select(line => line.Labels.ToArray().Count(label => label < Other)).Distinct().Order());
    }

    [Fact]
    public void A_line_shows_ink_where_it_has_labels()
    {
        // Of what is to be read something is left to be seen, however faint and spoilt.
        foreach (var line in WrittenLines.Read(Digits, 300, seed: 2, Width).Read().Where(line => line.Labels.Length > 0))
        {
            double mean = line.Pixels.ToArray().Average(pixel => pixel), deviation = Math.Sqrt(line.Pixels.ToArray().Average(pixel => (pixel - mean) * (pixel - mean)));
            Assert.InRange(deviation, 5, 130);
        }
    }

    [Fact]
    public void Every_label_has_room_in_a_network_of_half_as_many_columns()
    {
        foreach (var line in WrittenLines.Read(Digits, 2000, seed: 3, Width).Read())
        {
            byte[] labels = line.Labels.ToArray();
            Assert.InRange(labels.Length + labels.Zip(labels.Skip(1)).Count(pair => pair.First == pair.Second), 0, Width / 2);
        }
    }

    private static string[] Text(Reader<Sample> lines, int pass) => [.. lines.Read(pass).Select(line => Convert.ToHexString(line.Pixels.Span))];
}
