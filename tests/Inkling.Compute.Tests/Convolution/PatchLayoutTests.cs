namespace Inkling.Compute.Tests;

public class PatchLayoutTests
{
    [Theory]
    [InlineData(SimdWidth.Vector512, 12, SimdWidth.Vector256)] // output rows of 8
    [InlineData(SimdWidth.Vector512, 28, SimdWidth.Vector256)] // of 24
    [InlineData(SimdWidth.Vector512, 36, SimdWidth.Vector512)] // of 32
    [InlineData(SimdWidth.Vector512, 13, SimdWidth.Vector512)] // of 9: no register is filled
    [InlineData(SimdWidth.Vector256, 8, SimdWidth.Vector256)]
    [InlineData(SimdWidth.Scalar, 12, SimdWidth.Scalar)]
    public void The_widest_registers_give_way_to_those_that_rows_fill(SimdWidth widest, int side, SimdWidth expected) =>
        Assert.Equal(expected, PatchLayout.BestWidth(widest, new(1, side, side, 1, 5)));
}
