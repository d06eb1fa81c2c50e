using CsCheck;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public unsafe class TranspositionTests
{
    [Fact]
    public void Rows_become_columns_and_nothing_else_is_written() =>
        Gen.Select(Gen.Int[1, 13], Gen.Int[1, 13], Gen.Int[0, 3], Gen.Int[0, 3]).Sample((rows, columns, surplusFrom, surplusTo) =>
        {
            int fromRow = columns + surplusFrom, toRow = rows + surplusTo;
            float[] from = RandomArrays.Normal(1, rows * fromRow), to = new float[columns * toRow];
            fixed (float* source = from, destination = to)
                Transposition.Write(rows, columns, source, fromRow, destination, toRow);

            Assert.All(Enumerable.Range(0, to.Length), i => Assert.Equal(i % toRow < rows ? from[i % toRow * fromRow + i / toRow] : 0f, to[i]));
        });

    [Fact]
    public void Short_copies_are_whole_and_no_longer() =>
        Gen.Int[0, 40].Sample(count =>
        {
            float[] from = RandomArrays.Normal(1, 41), to = new float[41];
            fixed (float* source = from, destination = to)
                ShortCopy.Copy(source, destination, count);

            Assert.Equal([.. from[..count], .. new float[41 - count]], to);
        });
}
