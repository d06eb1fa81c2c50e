using Inkling.Digits.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>The steps that find the digit in the ink, each alone.</summary>
public class InkPieceTests
{
    [Fact]
    public void Pixels_that_touch_by_a_corner_are_one_piece()
    {
        var ink = Picture.Gray(10, 6, paper: 0).Fill(1, 1, 2, 2, 100).Fill(3, 3, 1, 1, 50).Fill(7, 0, 3, 1, 200).Image;

        var pieces = InkPiece.In(PixelMask.Above(ink, 0), ink);

        Assert.Equal([new PixelBox(7, 0, 3, 1), new PixelBox(1, 1, 3, 3)], pieces.Select(piece => piece.Box));
        Assert.Equal([2, 0], pieces.Select(piece => piece.SidesTouched));
        Assert.Equal([200, 90], pieces.Select(piece => piece.Strength));
    }

    [Fact]
    public void A_broken_stroke_is_joined_and_a_speck_and_a_far_neighbour_are_not()
    {
        var ink = Picture.Gray(200, 100, paper: 0)
            .Fill(20, 30, 40, 40, 200).Fill(20, 20, 40, 6, 200).Fill(64, 50, 1, 1, 200).Fill(120, 30, 30, 30, 200).Image;

        var digit = DigitPieces.Choose(InkPiece.In(PixelMask.Above(ink, 0), ink));

        Assert.Equal([new PixelBox(20, 30, 40, 40), new PixelBox(20, 20, 40, 6)], digit.Select(piece => piece.Box));
    }

    [Fact]
    public void A_piece_that_the_border_cuts_yields_to_a_lighter_whole_one_but_is_better_than_none()
    {
        var cut = Picture.Gray(100, 100, paper: 0).Fill(0, 10, 30, 40, 200);
        Assert.Single(DigitPieces.Choose(Pieces(cut.Image)));

        var digit = DigitPieces.Choose(Pieces(cut.Fill(60, 60, 20, 20, 200).Image));

        Assert.Equal(new PixelBox(60, 60, 20, 20), Assert.Single(digit).Box);

        static List<InkPiece> Pieces(GrayImage ink) => InkPiece.In(PixelMask.Above(ink, 0), ink);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(8)]
    public void Lines_are_found_and_the_strokes_they_cross_are_left_whole(float degrees)
    {
        var two = Marks(Drawing.Two());
        var ruled = Marks(Drawing.Two(below: canvas => Drawing.Lines(canvas, across: true, down: true, level: 100, degrees)));

        var left = ruled.Without(StraightLines.Find(ruled));

        int strokes = two.Pixels.Count(true), lost = two.Without(left).Pixels.Count(true), kept = left.Without(two).Pixels.Count(true);
        Assert.InRange(lost, 0, strokes / 50);
        Assert.InRange(kept, 0, ruled.Without(two).Pixels.Count(true) / 5);
    }

    [Fact]
    public void A_straight_stroke_of_half_the_sheet_is_no_line()
    {
        var mask = Marks(Picture.Gray(400, 400).Fill(200, 90, 5, 220, 0).Image);

        Assert.Equal(0, StraightLines.Find(mask).Pixels.Count(true));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12)]
    public void The_width_of_a_stroke_is_measured_and_changed(int width)
    {
        var stroke = Picture.Gray(120, 60, paper: 0).Fill(10, 20, 100, width, 255).Image;

        Assert.Equal(width, StrokeWidth.Of(stroke), 0.15 * width);
        Assert.Equal(width + 6, StrokeWidth.Of(StrokeWidth.Moved(stroke, 3)), 0.15 * (width + 6));
        Assert.Equal(width > 6 ? width - 6 : 0, StrokeWidth.Of(StrokeWidth.Moved(stroke, -3)), 1.0);
    }

    private static PixelMask Marks(GrayImage image) => PixelMask.Above(image.Inverted(), 60);
}
