namespace Inkling.Training.Tests;

public class MetricsTests
{
    [Fact]
    public void Metrics_are_written_as_the_chapter_writes_them() =>
        Assert.Equal("{classification_error: 0.2109375}", new Metrics(Wrong: 27, Samples: 128).ToString());

    [Fact]
    public void Metrics_of_two_sets_add_up()
    {
        var sum = new Metrics(1, 10) + new Metrics(3, 30);

        Assert.Equal(new Metrics(4, 40), sum);
        Assert.Equal(0.9, sum.Accuracy, 12);
    }
}
