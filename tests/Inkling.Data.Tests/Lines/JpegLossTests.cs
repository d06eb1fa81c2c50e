using Inkling.Data.Lines;

namespace Inkling.Data.Tests.Lines;

public class JpegLossTests
{
    private const int Width = 37, Height = 21;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 6)]
    public void The_best_quality_keeps_every_pixel_but_for_rounding(int left, int top)
    {
        byte[] before = Picture(), after = [.. before];

        JpegLoss.Apply(after, Width, quality: 100, left, top);

        Assert.InRange(Worst(before, after), 0, 2);
    }

    [Fact]
    public void The_lower_the_quality_the_more_is_lost()
    {
        double[] lost = [.. Enumerable.Range(0, 4).Select(step => 95 - (25 * step)).Select(quality =>
        {
            byte[] before = Picture(), after = [.. before];
            JpegLoss.Apply(after, Width, quality, left: 0, top: 0);
            return before.Zip(after, (a, b) => Math.Pow(a - b, 2)).Average();
        })];

        Assert.Equal(lost.Order(), lost);
        Assert.True(lost[^1] > 4 * lost[0], string.Join(", ", lost));
    }

    [Fact]
    public void Even_paper_stays_even_and_as_bright_as_it_was_to_half_a_step()
    {
        byte[] paper = new byte[Width * Height];
        Array.Fill(paper, (byte)203);

        JpegLoss.Apply(paper, Width, quality: 50, left: 5, top: 2);

        // A step of the mean of a block is 16 / 8 at this quality.
        Assert.All(paper, pixel => Assert.InRange(pixel, 202, 204));
        Assert.Single(paper.Distinct());
    }

    // Strokes on paper.
    private static byte[] Picture() => [.. Enumerable.Range(0, Width * Height).Select(i => (byte)((((i % Width) + (i / Width)) / 4 % 3) == 0 ? 40 : 210))];

    private static int Worst(byte[] before, byte[] after) => before.Zip(after, (a, b) => Math.Abs(a - b)).Max();
}
