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
