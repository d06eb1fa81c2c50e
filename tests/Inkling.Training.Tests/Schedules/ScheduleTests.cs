namespace Inkling.Training.Tests;

public class ScheduleTests
{
    private static readonly double[] NoPositives = [0.0, -1.0, double.NaN, double.PositiveInfinity];
    private static readonly double[] Negatives = [-1.0, double.NaN, double.PositiveInfinity];

    private static readonly (string Setting, double[] Refused, Func<double, Schedule> Create)[] Settings =
    [
        ("rate", NoPositives, Schedule.Constant),
        ("peak", NoPositives, value => Schedule.OneCycle(value)),
        ("warmUp", [-0.1, 1.1, double.NaN], value => Schedule.OneCycle(0.1, value)),
        ("rate", NoPositives, value => Schedule.Cosine(value)),
        ("last", Negatives, value => Schedule.Cosine(0.1, value)),
        ("rate", NoPositives, value => Schedule.Polynomial(value, 1, 1)),
        ("a", Negatives, value => Schedule.Polynomial(0.1, value, 1)),
        ("b", Negatives, value => Schedule.Polynomial(0.1, 1, value)),
        ("rate", NoPositives, value => Schedule.CaffePolynomial(value, 1, 1)),
        ("a", NoPositives, value => Schedule.CaffePolynomial(0.1, value, 1)),
        ("b", Negatives, value => Schedule.CaffePolynomial(0.1, 1, value)),
        ("rate", NoPositives, value => Schedule.Exponential(value, 1, 1)),
        ("a", NoPositives, value => Schedule.Exponential(0.1, value, 1)),
        ("b", NoPositives, value => Schedule.Exponential(0.1, 1, value)),
        ("a", NoPositives, value => Schedule.DiscreteExponential(0.1, value, 1)),
        ("b", NoPositives, value => Schedule.DiscreteExponential(0.1, 1, value)),
        ("rate", NoPositives, value => Schedule.Linear(value, 1, 1)),
        ("a", Negatives, value => Schedule.Linear(0.1, value, 1)),
        ("b", Negatives, value => Schedule.Linear(0.1, 1, value)),
        ("rate", NoPositives, value => Schedule.Manual(value, (1, 1.0))),
        ("factor", Negatives, value => Schedule.Manual(0.1, (1, value))),
        ("factor", Negatives, value => Schedule.PassManual(0.1, (1, value))),
        ("iterations", [0, -1], value => Schedule.Constant(0.1).WithWarmUp((long)value)),
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

    [Theory, MemberData(nameof(ScheduleCase.Names), MemberType = typeof(ScheduleCase))]
    public void Every_rate_is_that_of_the_formula(string name)
    {
        var (_, schedule, expected, _) = ScheduleCase.Get(name);

        // Beyond the end too: a training may be gone on with for more passes.
        for (int t = 0; t < 150; t++)
            Assert.Equal(expected(t, 100, 5 * t, t / 20), schedule.RateAt(new(t, 100, 5 * t, t / 20)), 1e-14);
    }

    [Theory, MemberData(nameof(ScheduleCase.Names), MemberType = typeof(ScheduleCase))]
    public void The_length_of_the_training_is_asked_for_only_where_it_matters(string name)
    {
        var (_, schedule, expected, needsTotal) = ScheduleCase.Get(name);
        var progress = new Progress(3, null, 15, 1);

        if (needsTotal)
            Assert.Contains("does not know its length", Refusal(), StringComparison.Ordinal);
        else
            Assert.Equal(expected(3, double.NaN, 15, 1), schedule.RateAt(progress), 1e-14);

        string Refusal() => Assert.Throws<InvalidOperationException>(() => schedule.RateAt(progress)).Message;
    }

    [Theory, MemberData(nameof(ScheduleCase.Names), MemberType = typeof(ScheduleCase))]
    public void Rates_are_those_of_a_training(string name)
    {
        var schedule = ScheduleCase.Get(name).Schedule;
        var rates = new List<double>();

        Corners.Trainer(new Momentum(schedule)).Train(Corners.Batches(count: 60, size: 10), passes: 4, e =>
        {
            if (e is EndIteration end)
                rates.Add(end.LearningRate);
        });

        Assert.Equal(rates, schedule.Rates(passes: 4, iterationsPerPass: 6, batchSize: 10));
    }

    [Fact]
    public void Other_settings_have_other_texts()
    {
        Schedule[] schedules =
        [
            .. ScheduleCase.All.Select(one => one.Schedule),
            Schedule.OneCycle(0.5, warmUp: 0.301), Schedule.OneCycle(0.4, warmUp: 0.3), Schedule.Cosine(0.3, last: 0.2), Schedule.Polynomial(0.3, 1e-3, 0.5),
            Schedule.Manual(0.3, (100, 1.0), (300, 0.5), (401, 0.1)), Schedule.PassManual(0.3, (100, 1.0), (300, 0.5), (400, 0.1)),
            Schedule.Constant(0.2).WithWarmUp(9),
        ];

        Assert.Equal(schedules.Length, schedules.Select(schedule => schedule.ToString()).Distinct().Count());
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_setting_out_of_range_is_named(int index, double value)
    {
        var (setting, _, create) = Settings[index];

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => create(value));

        Assert.Equal(setting, error.ParamName);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manual_steps_must_ascend()
    {
        Refuses("at least one step", () => Schedule.Manual(0.1));
        Refuses("after 5 samples, got 5", () => Schedule.Manual(0.1, (5, 1.0), (5, 0.5)));
        Refuses("after 0 samples, got 0", () => Schedule.Manual(0.1, (0, 1.0)));
        Refuses("after 4 passes, got 3", () => Schedule.PassManual(0.1, (3, 1.0), (2, 0.5)));

        static void Refuses(string words, Func<Schedule> create)
        {
            var error = Assert.Throws<ArgumentException>(create);
            Assert.Equal("steps", error.ParamName);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }
}
