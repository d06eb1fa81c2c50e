using Inkling.Digits.Imaging;
using Inkling.Digits.Segmentation;
using Inkling.Digits.Tests.Imaging;

namespace Inkling.Digits.Tests.Segmentation;

public class SeamsTests
{
    [Fact]
    public void A_seam_finds_the_slanting_gap()
    {
        // Ink everywhere but on the diagonal from (3, 0) to (10, 7).
        var ink = new double[16 * 8];
        Array.Fill(ink, 1);
        for (int y = 0; y < 8; y++)
            ink[(y * 16) + y + 3] = 0;

        var seam = Seam.Through(ink, 16, column: 7, band: 5, sideStep: 0.1);

        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], seam.Columns);
        Assert.Equal(0.7, seam.Cost, 9);
    }

    [Fact]
    public void Two_blocks_joined_by_a_bridge_are_cut_at_the_bridge_and_no_pixel_is_lost()
    {
        var ink = Picture.Gray(120, 60, paper: 0).Fill(10, 10, 30, 40, 255).Fill(40, 28, 20, 3, 255).Fill(60, 10, 30, 40, 255).Image;
        var piece = Assert.Single(InkPiece.In(PixelMask.Above(ink, 0), ink));

        var fragments = Seams.Cut(piece, ink, lineHeight: 40);

        Assert.Equal(piece.Pixels.Order(), fragments.SelectMany(fragment => fragment.Pixels).Order());
        Assert.Equal(0, fragments[0].CutInk);
        Assert.Contains(fragments, fragment => fragment.CutInk is > 2.9 and < 4 && fragment.Box.X is >= 40 and <= 60);
        Assert.All(fragments, fragment => Assert.Equal(fragment.Box, Fragment.Of(fragment.Pixels, ink.Width, cutInk: 0, piece.Box.Width).Box));
    }

    [Fact]
    public void A_narrow_piece_is_not_cut()
    {
        var ink = Picture.Gray(60, 60, paper: 0).Fill(20, 10, 10, 40, 255).Image;

        Assert.Single(Seams.Cut(Assert.Single(InkPiece.In(PixelMask.Above(ink, 0), ink)), ink, lineHeight: 40));
    }
}
