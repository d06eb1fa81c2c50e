namespace Inkling.Training.Tests;

public class OptimizerSettingsTests
{
    private static readonly double[] NoDecays = [-0.1, 1.0, 2.0, double.NaN];
    private static readonly double[] NoPositives = [0.0, -1.0, 1e-60, 1e60, double.NaN, double.PositiveInfinity];
    private static readonly double[] NegativesAndTheLike = [-1e-3, 1e60, double.NaN, double.PositiveInfinity];

    private static readonly (string Setting, double[] Refused, Func<double, object> Create)[] Settings =
    [
        ("momentum", NoDecays, value => new Momentum(0.1, momentum: value)),
        ("l2", NegativesAndTheLike, value => new Momentum(0.1, l2: value)),
        ("l1", NegativesAndTheLike, value => new Momentum(0.1, l1: value)),
        ("l2", NegativesAndTheLike, value => new Adam(0.1, l2: value)),
        ("l1", NegativesAndTheLike, value => new RmsProp(0.1, l1: value)),
        ("beta1", NoDecays, value => new Adam(0.1, beta1: value)),
        ("beta2", NoDecays, value => new Adam(0.1, beta2: value)),
        ("epsilon", NoPositives, value => new Adam(0.1, epsilon: value)),
        ("weightDecay", NegativesAndTheLike, value => new AdamW(0.1, weightDecay: value)),
        ("beta1", NoDecays, value => new AdamW(0.1, beta1: value)),
        ("beta1", NoDecays, value => new Adamax(0.1, beta1: value)),
        ("beta2", NoDecays, value => new Adamax(0.1, beta2: value)),
        ("epsilon", NoPositives, value => new Adamax(0.1, epsilon: value)),
        ("epsilon", NoPositives, value => new AdaGrad(0.1, epsilon: value)),
        ("rho", NoDecays, value => new DecayedAdaGrad(0.1, rho: value)),
        ("epsilon", NoPositives, value => new DecayedAdaGrad(0.1, epsilon: value)),
        ("rho", NoDecays, value => new AdaDelta(0.1, rho: value)),
        ("epsilon", NoPositives, value => new AdaDelta(0.1, epsilon: value)),
        ("rho", NoDecays, value => new RmsProp(0.1, rho: value)),
        ("epsilon", NoPositives, value => new RmsProp(0.1, epsilon: value)),
        ("limit", NoPositives, GradientClipping.ByValue),
        ("limit", NoPositives, GradientClipping.ByGlobalNorm),
        ("decay", [0.0, 1.0, -1.0, double.NaN], ModelAverage.Exponential),
        ("updates", [0, -1], value => ModelAverage.Window((int)value)),
        ("rate", [0.0, -1.0, double.NaN, double.PositiveInfinity], value => new Adam(value)),
    ];

    public static TheoryData<int, double> Refused()
    {
        var data = new TheoryData<int, double>();
        for (int i = 0; i < Settings.Length; i++)
        {
            foreach (double value in Settings[i].Refused)
                data.Add(i, value);
        }

        return data;
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_setting_out_of_range_is_named(int index, double value)
    {
        var (setting, _, create) = Settings[index];

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => create(value));

        Assert.Equal(setting, error.ParamName);
        Assert.Contains(setting, error.Message.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_that_is_none_is_refused() =>
        Assert.Equal("learningRate", Assert.Throws<ArgumentNullException>(() => new Adam(null!)).ParamName);
}
