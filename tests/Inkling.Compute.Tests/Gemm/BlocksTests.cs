using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class BlocksTests
{
    [Fact]
    public void Blocks_cover_the_length_in_as_few_and_as_equal_parts_as_can_be() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[1, 20]).Sample((length, maxSize) =>
        {
            var blocks = new Blocks(length, maxSize);
            int[] sizes = [.. Enumerable.Range(0, blocks.Count).Select(blocks.Size)];

            Assert.Equal((int)Math.Ceiling(length / (double)maxSize), blocks.Count);
            Assert.Equal(length, sizes.Sum());
            Assert.All(sizes, size => Assert.InRange(size, 1, maxSize));
            if (length > 0)
            {
                Assert.True(sizes.Max() - sizes.Min() <= 1);
                Assert.Equal(0, blocks.Start(0));
                Assert.Equal(length, blocks.Start(blocks.Count));
            }
        });

    [Fact]
    public void Fifty_by_six_gives_five_sixes_and_four_fives()
    {
        var blocks = new Blocks(50, 6);

        Assert.Equal([5, 5, 5, 5, 6, 6, 6, 6, 6], Enumerable.Range(0, blocks.Count).Select(blocks.Size).Order());
    }
}
