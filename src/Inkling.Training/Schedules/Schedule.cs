namespace Inkling.Training;

/// <summary>The learning rate over a training: a pure function of progress, so that it needs no state and resumes exactly.</summary>
/// <remarks>
/// Those whose factors are given per sample are the original's (PaddlePaddle v2, <c>learning_rate_schedule</c>), with n the samples learnt from
/// before the update; the original counted those of the minibatch at hand too. A number is a schedule as well: <c>new Adam(0.001)</c>.
/// </remarks>
public abstract class Schedule
{
    /// <summary>The same rate throughout.</summary>
    /// <param name="rate">The rate, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a positive number.</exception>
    public static Schedule Constant(double rate) => new ConstantSchedule(rate);

    /// <summary>Linearly up to a peak, then linearly down to zero (after L. N. Smith's one-cycle policy).</summary>
    /// <param name="peak">The highest rate, positive.</param>
    /// <param name="warmUp">The part of all updates that the way up takes, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The peak is not a positive number, or the warm-up is out of range.</exception>
    public static Schedule OneCycle(double peak, double warmUp = 0.2) => new OneCycleSchedule(peak, warmUp);

    /// <summary>Down along half a cosine over the whole training (Loshchilov and Hutter 2017, SGDR, without restarts).</summary>
    /// <param name="rate">Where it begins, positive.</param>
    /// <param name="last">Where it ends, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Schedule Cosine(double rate, double last = 0.0) => new CosineSchedule(rate, last);

    /// <summary>rate·(1 + a·n)^(−b), the original's <c>poly</c>.</summary>
    /// <param name="rate">Where it begins, positive.</param>
    /// <param name="a">How fast it falls per sample, 0 or more.</param>
    /// <param name="b">The power, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Schedule Polynomial(double rate, double a, double b) => new PolynomialSchedule(rate, a, b);

    /// <summary>rate·(1 − n/a)^b up to n = a, then 0; the original's <c>caffe_poly</c>.</summary>
    /// <param name="rate">Where it begins, positive.</param>
    /// <param name="a">Samples after which it is 0, positive.</param>
    /// <param name="b">The power, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Schedule CaffePolynomial(double rate, double a, double b) => new CaffePolynomialSchedule(rate, a, b);

    /// <summary>rate·a^(n/b), the original's <c>exp</c>.</summary>
    /// <param name="rate">Where it begins, positive.</param>
    /// <param name="a">What b samples multiply it by, positive.</param>
    /// <param name="b">Samples, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Schedule Exponential(double rate, double a, double b) => new ExponentialSchedule(rate, a, b, inSteps: false);

    /// <summary>rate·a^⌊n/b⌋, the original's <c>discexp</c>: as <see cref="Exponential"/>, in steps.</summary>
    /// <param name="rate">Where it begins, positive.</param>
    /// <param name="a">What every step multiplies it by, positive.</param>
    /// <param name="b">Samples from one step to the next, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Schedule DiscreteExponential(double rate, double a, double b) => new ExponentialSchedule(rate, a, b, inSteps: true);

    /// <summary>max(rate − a·n, b), the original's <c>linear</c>.</summary>
    /// <param name="rate">Where it begins, positive.</param>
    /// <param name="a">What it loses per sample, 0 or more.</param>
    /// <param name="b">The least it falls to, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Schedule Linear(double rate, double a, double b) => new LinearSchedule(rate, a, b);

    /// <summary>rate times a factor for each stretch of the samples, the original's <c>manual</c>.</summary>
    /// <param name="rate">The rate, positive.</param>
    /// <param name="steps">
    /// Each factor and the number of samples up to which it holds, counted from the beginning of the training; the last holds for ever.
    /// </param>
    /// <exception cref="ArgumentException">There are no steps, or they do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a positive number, or a factor below 0.</exception>
    public static Schedule Manual(double rate, params IReadOnlyList<(long Samples, double Factor)> steps) =>
        new ManualSchedule(rate, steps, progress => progress.Samples, "samples");

    /// <summary>rate times a factor for each stretch of the passes, the original's <c>pass_manual</c>.</summary>
    /// <param name="rate">The rate, positive.</param>
    /// <param name="steps">Each factor and the last pass, counted from 0, for which it holds: (2, 1.0) for the first three. The last holds for ever.</param>
    /// <exception cref="ArgumentException">There are no steps, or they do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a positive number, or a factor below 0.</exception>
    public static Schedule PassManual(double rate, params IReadOnlyList<(int LastPass, double Factor)> steps) =>
        new ManualSchedule(rate, [.. steps.Select(step => (step.LastPass + 1L, step.Factor))], progress => progress.Pass, "passes");

    /// <summary>A constant rate.</summary>
    /// <param name="rate">The rate, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a positive number.</exception>
    public static implicit operator Schedule(double rate) => Constant(rate);

    /// <summary>This schedule, times a factor that rises linearly to 1 in the first updates: min(1, (t + 1)/iterations).</summary>
    /// <param name="iterations">How many updates the rise takes, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public Schedule WithWarmUp(long iterations) => new WarmUpSchedule(this, iterations);

    /// <summary>The rate of one update, 0 or more.</summary>
    /// <exception cref="InvalidOperationException">The schedule needs the length of the training, and it is not known.</exception>
    public abstract double RateAt(Progress progress);

    /// <summary>The rates of all updates of a training, for looking at it beforehand.</summary>
    /// <param name="passes">Its passes.</param>
    /// <param name="iterationsPerPass">The minibatches of a pass.</param>
    /// <param name="batchSize">The samples of a minibatch.</param>
    public IEnumerable<double> Rates(int passes, int iterationsPerPass, int batchSize)
    {
        long total = (long)passes * iterationsPerPass;
        for (long iteration = 0; iteration < total; iteration++)
            yield return RateAt(new(iteration, total, iteration * batchSize, (int)(iteration / iterationsPerPass)));
    }

    private protected static long TotalOf(Progress progress, string schedule) =>
        progress.Total
        ?? throw new InvalidOperationException($"{schedule} schedule: the reader does not know its length; use a constant schedule, or a reader with a count");

    private protected static double CheckRate(double rate, string name) =>
        double.IsFinite(rate) && rate > 0.0
            ? rate
            : throw new ArgumentOutOfRangeException(name, rate, "learning rate: expected a positive number");

    private protected static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0.0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"schedule: {name} expected a positive number");

    private protected static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0.0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"schedule: {name} expected a number of 0 or more");
}
