namespace Inkling.Compute.Tests;

public unsafe class NonZerosTests
{
    [Fact]
    public void Values_that_are_not_zero_are_found_in_order_with_their_numbers()
    {
        for (int count = 0; count <= 70; count++)
        {
            var random = new Random(count);
            float[] values = [.. Enumerable.Range(1, count).Select(i => random.Next(4) switch { 0 => 0f, 1 => -0f, 2 => -i, _ => i == 9 ? float.NaN : i })];
            int[] numbers = [.. values.Select(_ => random.Next(1000))];
            float[] foundValues = new float[count + 8];
            int[] foundNumbers = new int[count + 8];

            int found;
            fixed (float* v = values, fv = foundValues)
            fixed (int* n = numbers, fn = foundNumbers)
                found = NonZeros.Collect(count, v, n, 3, fv, fn);

            int[] expected = [.. Enumerable.Range(0, count).Where(i => values[i] != 0)];
            Assert.Equal(expected.Select(i => values[i]), foundValues[..found]);
            Assert.Equal(expected.Select(i => 3 * numbers[i]), foundNumbers[..found]);
        }
    }
}
