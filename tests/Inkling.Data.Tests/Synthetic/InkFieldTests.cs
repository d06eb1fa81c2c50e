using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests.Synthetic;

public class InkFieldTests
{
    [Fact]
    public void Every_digit_lies_in_its_field_as_MNISTs_do() =>
        Assert.All(SyntheticDigits.Train(4000).Read(), sample =>
        {
            var (left, top, right, bottom) = (28, 28, -1, -1);
            var (mass, x, y) = (0.0, 0.0, 0.0);
            for (var i = 0; i < sample.Pixels.Length; i++)
            {
                var ink = sample.Pixels.Span[i];
                if (ink == 0)
                    continue;
                (left, right) = (Math.Min(left, i % 28), Math.Max(right, i % 28));
                (top, bottom) = (Math.Min(top, i / 28), Math.Max(bottom, i / 28));
                (mass, x, y) = (mass + ink, x + (ink * (i % 28)), y + (ink * (i / 28)));
            }

            Assert.InRange(mass, 20 * 255, 400 * 255);
            Assert.InRange(Math.Max(right - left, bottom - top) + 1, 19, 20);
            if (left > 0 && right < 27) // a mass very far from the middle of its box stops at the edge
                Assert.InRange(x / mass, 13.49, 14.51);
            if (top > 0 && bottom < 27)
                Assert.InRange(y / mass, 13.49, 14.51);
        });

    [Theory]
    [InlineData(1f), InlineData(0.01f), InlineData(300f)]
    public void A_digit_may_be_written_at_any_size_and_place(float scale)
    {
        Assert.Equal(DrawCross(1f, 0f), DrawCross(scale, 40f * scale));
    }

    [Fact]
    public void A_line_has_the_width_of_the_pen()
    {
        var cross = DrawCross(1f, 0f);
        var belowTheBar = cross.AsSpan(20 * 28, 28); // a row that the upright alone crosses
        Assert.Equal(2 * 1.5, Sum(belowTheBar) / 255.0, 0.1);
    }

    [Fact]
    public void A_dot_is_drawn_round_in_the_middle()
    {
        var image = new byte[28 * 28];
        PenPoint[] dot = [new(5f, 5f, 3f, StartsStroke: true), new(5f, 5f, 3f, StartsStroke: false)];
        InkField.Draw(dot, softness: 1f, image);
        Assert.Equal(Math.PI * 9, Sum(image) / 255.0, 1.0);
        Assert.Equal(255, image[(14 * 28) + 14]);
    }

    [Fact]
    public void A_lifted_pen_leaves_no_ink()
    {
        PenPoint[] bars =
        [
            new(0f, 0f, 1f, StartsStroke: true), new(0f, 10f, 1f, StartsStroke: false),
            new(10f, 0f, 1f, StartsStroke: true), new(10f, 10f, 1f, StartsStroke: false),
        ];
        var image = new byte[28 * 28];
        InkField.Draw(bars, softness: 1f, image);
        Assert.Equal(0, image[(14 * 28) + 14]);
    }

    private static byte[] DrawCross(float scale, float offset)
    {
        PenPoint At(float x, float y, bool starts) => new((x * scale) + offset, (y * scale) - offset, 1.5f, starts);
        PenPoint[] cross = [At(5, 0, true), At(5, 10, false), At(0, 5, true), At(10, 5, false)];
        var image = new byte[28 * 28];
        InkField.Draw(cross, softness: 1f, image);
        return image;
    }

    private static int Sum(ReadOnlySpan<byte> pixels)
    {
        var sum = 0;
        foreach (var pixel in pixels)
            sum += pixel;
        return sum;
    }
}
