using Inkling.Digits.Segmentation;

namespace Inkling.Digits.Tests.Segmentation;

public class SeamTests
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
}
