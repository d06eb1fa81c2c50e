using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>The steps that find the paper, each alone.</summary>
public class PaperTests
{
    [Fact]
    public void The_median_takes_specks_away_and_keeps_an_edge()
    {
        var image = Picture.Gray(9, 5, paper: 100).Fill(4, 0, 5, 5, 200).Fill(1, 2, 1, 1, 0).Image;

        var median = LocalMedian.Of(image, radius: 1);

        Assert.Equal([100, 100, 100, 100, 200, 200, 200, 200, 200], median.Row(2).ToArray());
    }

    [Fact]
    public void The_median_is_that_of_the_sorted_neighbourhood()
    {
        var random = new Random(1);
        var image = Picture.Gray(20, 15).Change((_, _) => random.Next(256)).Image;

        var median = LocalMedian.Of(image, radius: 3);

        foreach (var (x, y) in ((int, int)[])[(0, 0), (5, 7), (19, 14), (18, 2)])
        {
            var around = (from row in Enumerable.Range(y - 3, 7)
                          from column in Enumerable.Range(x - 3, 7)
                          where row is >= 0 and < 15 && column is >= 0 and < 20
                          select image[column, row]).Order().ToArray();
            Assert.InRange(median[x, y], around[(around.Length - 1) / 2], around[around.Length / 2]);
        }
    }

    [Fact]
    public void The_closing_fills_what_is_narrower_than_its_square_and_keeps_what_is_wider()
    {
        var image = Picture.Gray(40, 20, paper: 200).Fill(5, 0, 4, 20, 50).Fill(20, 0, 20, 20, 90).Image;

        var closed = Closing.Of(image, radius: 2);

        Assert.Equal(200, closed[6, 10]);
        Assert.Equal((200, 90), (closed[19, 10], closed[20, 10]));
    }

    [Theory]
    [InlineData(31, 17, 4)]
    [InlineData(9, 23, 1)]
    [InlineData(5, 3, 8)]
    [InlineData(1, 1, 2)]
    public void Closing_takes_the_darkest_of_the_brightest_within_the_square(int width, int height, int radius)
    {
        var image = Picture.Noise(width, height);

        var closed = Closing.Of(image, radius);

        var opened = Picture.OfEach(image, (x, y) => Near(image, x, y).Max());
        Assert.Equal(Picture.OfEach(opened, (x, y) => Near(opened, x, y).Min()).Pixels.ToArray(), closed.Pixels.ToArray());

        IEnumerable<byte> Near(GrayImage of, int x, int y) =>
            from row in Enumerable.Range(0, height)
            from column in Enumerable.Range(0, width)
            where Math.Abs(row - y) <= radius && Math.Abs(column - x) <= radius
            select of[column, row];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(-2)]
    public void Edges_move_by_crosses_and_squares_in_turn(int pixels)
    {
        var image = Picture.Noise(13, 9);

        var moved = StrokeWidth.Moved(image, pixels);

        var expected = image;
        for (int i = 0; i < Math.Abs(pixels); i++)
        {
            var (before, isSquare) = (expected, i % 2 == 1);
            expected = Picture.OfEach(before, (x, y) =>
            {
                var near = from dy in Enumerable.Range(-1, 3)
                           from dx in Enumerable.Range(-1, 3)
                           where isSquare || dx == 0 || dy == 0
                           select x + dx >= 0 && x + dx < 13 && y + dy >= 0 && y + dy < 9 ? before[x + dx, y + dy] : (byte)0;
                return pixels > 0 ? near.Max() : near.Min();
            });
        }

        Assert.Equal(expected.Pixels.ToArray(), moved.Pixels.ToArray());
    }

    [Fact]
    public void The_level_of_the_paper_follows_the_light_and_not_the_writing()
    {
        var level = PaperLevel.Of(Drawing.Two(paper: 200).Lit((x, _) => 1 - (0.5 * x)));

        for (int x = 20; x < 380; x += 40)
            Assert.InRange(level[x, 235], (200 * (1 - (0.5 * x / 400))) - 3, (200 * (1 - (0.5 * x / 400))) + 6);
    }

    [Fact]
    public void Ink_is_a_share_of_the_light_of_its_paper()
    {
        var image = new GrayImage(5, 1, [200, 100, 100, 50, 80]);
        var paper = new GrayImage(5, 1, [200, 200, 100, 100, 80]);

        var (ink, grain) = RelativeInk.Of(image, paper);

        Assert.Equal([0, 128, 0, 128, 0], ink.Pixels.ToArray());
        Assert.Equal(0, grain);
    }

    [Fact]
    public void The_grain_is_measured_on_the_paper()
    {
        var image = Drawing.Two(paper: 200).Grainy(10);

        var (_, grain) = RelativeInk.Of(image, Picture.Gray(image.Width, image.Height, paper: 200).Image);

        Assert.InRange(grain, 20, 60);
    }
}
