using Inkling.Data;

namespace Inkling.Workbench.Tests.Evaluations;

public class ConfidenceTests
{
    [Fact]
    public void Every_answer_is_in_the_bin_of_its_probability()
    {
        var bins = CalibrationBin.Of([Judged(0.0f, true), Judged(0.05f, false), Judged(0.5f, true), Judged(1.0f, true), Judged(0.95f, false)]);

        Assert.Equal(CalibrationBin.Count, bins.Count);
        Assert.Equal(5, bins.Sum(bin => bin.Samples));
        Assert.Equal((2, 0.5), (bins[0].Samples, bins[0].Accuracy));
        Assert.Equal(0.025, bins[0].Confidence, 6);
        Assert.Equal(1, bins[7].Samples);
        Assert.Equal((2, 0.5), (bins[^1].Samples, bins[^1].Accuracy));
        Assert.Equal(0.975, bins[^1].Confidence, 6);
        Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Equal((0, 0.0, 0.0), (bins[3].Samples, bins[3].Confidence, bins[3].Accuracy));
    }

    [Fact]
    public void The_coverage_curve_goes_from_the_surest_answers_to_all()
    {
        var curve = CoveragePoint.Curve([Judged(0.5f, false), Judged(0.9f, true), Judged(0.75f, true), Judged(0.75f, false)]);

        Assert.Equal([new(0.9f, 0.25, 0.0), new(0.75f, 0.75, 1.0 / 3.0), new(0.5f, 1.0, 0.5)], curve);
    }

    private static JudgedSample Judged(float probability, bool right) => new(0, new Sample(new byte[1], 1), right ? 1 : 0, probability);
}
