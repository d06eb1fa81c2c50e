using Inkling.Digits.Imaging;
using Inkling.Digits.Segmentation;
using Inkling.Digits.Tests.Imaging;

namespace Inkling.Digits.Tests.Segmentation;

public class CutPieceTests
{
    [Fact]
    public void Two_blocks_joined_by_a_bridge_are_cut_at_the_bridge()
    {
        var ink = Picture.Gray(120, 60, paper: 0).Fill(10, 10, 30, 40, 255).Fill(40, 28, 20, 3, 255).Fill(60, 10, 30, 40, 255).Image;

        var cut = CutPiece.Of(OnlyPiece(ink), ink, lineHeight: 40);

        var bridge = cut.Cuts.Where(one => one.IsThroughInk).MinBy(one => one.Ink)!;
        Assert.InRange(bridge.Ink, 2.9, 4);
        Assert.InRange(bridge.LeftEnd, 39, 60);
        Assert.InRange(bridge.RightStart, 40, 61);
    }

    [Fact]
    public void Cuts_go_from_the_left_end_to_the_right_end()
    {
        var ink = Picture.Gray(120, 60, paper: 0).Fill(10, 10, 30, 40, 255).Fill(40, 28, 20, 3, 255).Fill(60, 10, 30, 40, 255).Image;
        var piece = OnlyPiece(ink);

        var cuts = CutPiece.Of(piece, ink, lineHeight: 40).Cuts;

        Assert.Equal((0, piece.Pixels.Count), (cuts[0].Left.Count, cuts[^1].Left.Count));
        Assert.Equal(cuts.Select(cut => cut.Left.Count).Order(), cuts.Select(cut => cut.Left.Count));
        Assert.Equal((10, 89), (cuts[0].RightStart, cuts[^1].LeftEnd));
        Assert.All(cuts[1..^1], cut => Assert.True(cut.IsThroughInk));
    }

    /// <remarks>No column parts them: the upper reaches over half of the lower.</remarks>
    [Fact]
    public void Strokes_that_reach_over_one_another_are_parted_where_they_meet()
    {
        var ink = Picture.Gray(100, 60, paper: 0)
            .Fill(10, 10, 6, 40, 255).Fill(16, 10, 40, 6, 255) // from the left, over
            .Fill(30, 44, 40, 6, 255).Fill(64, 20, 6, 24, 255) // from the right, under
            .Fill(52, 16, 3, 28, 255).Image; // where they meet
        var piece = OnlyPiece(ink);

        var meeting = CutPiece.Of(piece, ink, lineHeight: 40).Cuts.Where(cut => cut.IsThroughInk).MinBy(cut => cut.Ink)!;

        Assert.InRange(meeting.Ink, 2.9, 4);
        Assert.True(IsLeft(12, 40) && IsLeft(54, 12), "the upper one is on the left");
        Assert.False(IsLeft(32, 46) || IsLeft(66, 30), "the lower one is on the right");

        bool IsLeft(int x, int y) => meeting.Left[piece.Pixels.IndexOf((y * ink.Width) + x)];
    }

    [Fact]
    public void A_narrow_piece_is_not_cut()
    {
        var ink = Picture.Gray(60, 60, paper: 0).Fill(20, 10, 10, 40, 255).Image;

        Assert.All(CutPiece.Of(OnlyPiece(ink), ink, lineHeight: 40).Cuts, cut => Assert.False(cut.IsThroughInk));
    }

    private static InkPiece OnlyPiece(GrayImage ink) => Assert.Single(InkPiece.In(PixelMask.Above(ink, 0), ink));
}
