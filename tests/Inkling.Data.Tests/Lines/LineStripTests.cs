using Inkling.Data.Lines;
using Inkling.Lines;

namespace Inkling.Data.Tests.Lines;

public class LineStripTests
{
    private const int Width = 40;

    [Theory]
    [InlineData(240, 30)]
    [InlineData(30, 240)]
    [InlineData(140, 110)]
    public void Paper_becomes_0_and_ink_255_whichever_is_the_lighter(byte paper, byte ink)
    {
        byte[] strip = Stretch(paper, ink);

        Assert.Equal(0, strip[0]);
        Assert.Equal(255, strip[(16 * (Width + 8)) + 20]);
    }

    [Fact]
    public void Columns_behind_the_line_are_paper()
    {
        byte[] strip = Stretch(200, 20);

        Assert.All(Enumerable.Range(0, LineStrip.Height), y => Assert.All(strip.AsSpan((y * (Width + 8)) + Width, 8).ToArray(), pixel => Assert.Equal(0, pixel)));
    }

    [Fact]
    public void The_grain_of_an_empty_sheet_is_not_blown_up_to_ink()
    {
        var random = new Random(1);
        byte[] gray = [.. Enumerable.Range(0, LineStrip.Height * Width).Select(_ => (byte)(200 + random.Next(3)))], strip = new byte[gray.Length];

        LineStrip.Stretch(gray, Width, strip);

        Assert.InRange(strip.Max(), 0, 60);
    }

    [Fact]
    public void A_strip_narrower_than_its_line_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => LineStrip.Stretch(new byte[32 * 10], 10, new byte[32 * 9]));

        Assert.Equal("line strip: expected 32 rows of 10 columns and a strip at least as wide, got 320 and 288 bytes", error.Message);
    }

    private static byte[] Stretch(byte paper, byte ink)
    {
        var gray = new byte[LineStrip.Height * Width];
        Array.Fill(gray, paper);
        for (int y = 8; y < 24; y++)
            gray.AsSpan((y * Width) + 16, 8).Fill(ink);
        var strip = new byte[LineStrip.Height * (Width + 8)];
        LineStrip.Stretch(gray, Width, strip);
        return strip;
    }
}
