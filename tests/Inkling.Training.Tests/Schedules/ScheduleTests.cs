namespace Inkling.Training.Tests;

public class ScheduleTests
{
    [Fact]
    public void A_constant_rate_is_constant()
    {
        var schedule = Schedule.Constant(0.1);

        Assert.All([0L, 1L, 1000L], iteration => Assert.Equal(0.1, schedule.RateAt(new(iteration, null, 0, 0))));
    }

    [Fact]
    public void One_cycle_rises_to_its_peak_and_falls_to_nearly_nothing()
    {
        var schedule = Schedule.OneCycle(peak: 0.5, warmUp: 0.2);

        double[] rates = [.. Enumerable.Range(0, 100).Select(iteration => schedule.RateAt(new(iteration, 100, 0, 0)))];

        Assert.Equal(0.5 / 20, rates[0], 12);
        Assert.Equal(0.5, rates[19], 12);
        Assert.Equal(0.5 / 80, rates[99], 12);
        Assert.All(Enumerable.Range(0, 19), i => Assert.True(rates[i] < rates[i + 1]));
        Assert.All(Enumerable.Range(20, 79), i => Assert.True(rates[i] > rates[i + 1]));
    }

    [Fact]
    public void One_cycle_says_that_it_needs_the_length() =>
        Assert.Contains("length", Assert.Throws<InvalidOperationException>(() => Schedule.OneCycle(0.1).RateAt(new(0, null, 0, 0))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_no_positive_number_is_refused(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Constant(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.OneCycle(rate));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_warm_up_that_is_no_part_is_refused(double warmUp) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.OneCycle(0.1, warmUp));
}
