using Inkling.Data.Lines;
using Inkling.Lines;

namespace Inkling.Data.Tests.Lines;

public class ResamplingTests
{
    private static readonly byte[] Noise = [.. new Random(3).GetItems([.. Enumerable.Range(0, 256).Select(value => (byte)value)], 12 * 9)];

    [Fact]
    public void The_same_size_gives_the_same_pixels()
    {
        var result = new byte[Noise.Length];

        Resampling.Scale(Noise, 12, 0, 0, 12, 9, result, 12);

        Assert.Equal(Noise, result);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(30, 31)]
    [InlineData(1, 1)]
    public void An_even_image_stays_even(int columns, int rows)
    {
        var (even, result) = (new byte[12 * 9], new byte[columns * rows]);
        Array.Fill(even, (byte)77);

        Resampling.Scale(even, 12, -3.5f, 2, 20, 4.25f, result, columns);

        Assert.All(result, pixel => Assert.Equal(77, pixel));
    }

    [Fact]
    public void A_ramp_stays_a_ramp()
    {
        byte[] ramp = [.. Enumerable.Range(0, 40).Select(x => (byte)(5 * x))], result = new byte[20];

        Resampling.Scale(ramp, 40, 0, 0, 40, 1, result, 20);

        for (int x = 2; x < 18; x++)
            Assert.InRange(result[x] - result[x - 1], 9, 11);
    }

    [Fact]
    public void Shrinking_keeps_the_amount_of_ink()
    {
        var dot = new byte[40 * 40];
        dot[(20 * 40) + 20] = 255;
        var result = new byte[10 * 10];

        Resampling.Scale(dot, 40, 0, 0, 40, 40, result, 10);

        Assert.InRange(result.Sum(pixel => pixel), 255 / 16 - 3, (255 / 16) + 3);
    }

    [Fact]
    public void What_is_no_image_is_refused() =>
        Assert.Throws<ArgumentException>(() => Resampling.Scale(Noise, 12, 0, 0, 0, 9, new byte[4], 2));
}
