namespace Inkling.Data.Tests;

public class SampleTests
{
    [Fact]
    public void Numbers_are_written_as_lists_beside_a_class_or_other_numbers()
    {
        var flower = new Sample([5.9f, 3, 5.1f, 1.8f], 2);
        var lamps = new Sample([0, 1], [1, 0]);

        Assert.Equal([5.9f, 3, 5.1f, 1.8f], flower.Values.Span);
        Assert.Equal((2, 0, 0), (flower.Label, flower.Pixels.Length, flower.Targets.Length));
        Assert.Equal([0, 1], lamps.Values.Span);
        Assert.Equal([1, 0], lamps.Targets.Span);
        Assert.Equal(new byte[] { 0, 255 }, new Sample(new byte[] { 0, 255 }, 4).Pixels.ToArray());
    }
}
