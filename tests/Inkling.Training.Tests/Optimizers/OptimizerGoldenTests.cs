using Inkling.TestKit;

namespace Inkling.Training.Tests;

public class OptimizerGoldenTests
{
    private const int Steps = 6;

    private static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["optimizer-momentum"] = new Momentum(0.05, momentum: 0.9, l2: 0.01),
        ["optimizer-adam"] = new Adam(0.01),
    };

    public static TheoryData<string> Names { get; } = [.. Optimizers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Six_steps_agree_with_libtorch(string name)
    {
        var golden = GoldenFile.TryRead(name);
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent(name));
        var optimizer = Optimizers[name];
        float[] weights = golden.Floats("w0");
        Memory<float>[] moments = [.. Enumerable.Range(0, optimizer.MomentCount).Select(_ => new float[weights.Length].AsMemory())];

        double worst = 0.0;
        for (int t = 1; t <= Steps; t++)
        {
            double rate = optimizer.Schedule.RateAt(new(t - 1, null, 0, 0));
            optimizer.Update(new(weights, golden.Floats($"grad{t}"), moments, 0), rate, t);
            worst = Math.Max(worst, Closeness.Require($"w{t}", golden.Floats($"w{t}"), weights, 1e-6));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"largest relative error {worst:E1}");
    }
}
