using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>What dropout chooses.</summary>
public class DropoutTests
{
    private const int Size = 20_000;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void It_drops_its_part_and_scales_the_rest(double rate)
    {
        float[] y = Run(rate, randomKey: 1, training: true);

        int dropped = y.Count(value => value == 0f);
        double deviation = Math.Sqrt(Size * rate * (1 - rate));
        Assert.InRange(dropped, Size * rate - 5 * deviation, Size * rate + 5 * deviation);
        Assert.All(y.Where(value => value != 0f), value => Assert.Equal(1 / (1 - rate), value, 1e-3));
    }

    [Fact]
    public void Neighbours_are_dropped_independently()
    {
        float[] y = Run(0.5, randomKey: 2, training: true);

        // Of Size pairs at each of these distances half agree, within five standard deviations.
        foreach (int distance in (int[])[1, 2, 3, 4, 8, 64])
        {
            int alike = Enumerable.Range(0, Size - distance).Count(i => y[i] == y[i + distance]);
            Assert.InRange(alike, Size / 2 - 5 * Math.Sqrt(Size) / 2 - distance, Size / 2 + 5 * Math.Sqrt(Size) / 2);
        }
    }

    [Fact]
    public void The_same_key_drops_the_same_and_another_key_others()
    {
        float[] y = Run(0.5, randomKey: 3, training: true);

        Closeness.RequireEqualBits("same key", y, Run(0.5, randomKey: 3, training: true));
        int alike = y.Zip(Run(0.5, randomKey: 4, training: true), (a, b) => a == b ? 1 : 0).Sum();
        Assert.InRange(alike, Size / 2 - 5 * Math.Sqrt(Size) / 2, Size / 2 + 5 * Math.Sqrt(Size) / 2);
    }

    [Fact]
    public void Two_layers_of_a_network_drop_differently()
    {
        var x = Layer.Vector("x", Size);
        var both = new Dropout(x, 0.5).Concatenate(new Dropout(x, 0.5));

        float[] y = Run(both, randomKey: 5, training: true);

        int alike = Enumerable.Range(0, Size).Count(i => y[i] == y[Size + i]);
        Assert.InRange(alike, Size / 2 - 5 * Math.Sqrt(Size) / 2, Size / 2 + 5 * Math.Sqrt(Size) / 2);
    }

    [Fact]
    public void Nothing_is_dropped_when_not_learning() => Assert.All(Run(0.9, randomKey: 6, training: false), value => Assert.Equal(1f, value));

    private static float[] Run(double rate, ulong randomKey, bool training) => Run(new Dropout(Layer.Vector("x", Size), rate), randomKey, training);

    private static float[] Run(Layer layer, ulong randomKey, bool training)
    {
        var parameters = Parameters.Create(layer);
        var executor = new Executor(parameters.Network, parameters, 1, training: true);
        executor.Begin(1, randomKey);
        executor.SetValues(parameters.Network.DataInputs.Single(), 0, [.. Enumerable.Repeat(1f, Size)]);
        executor.Forward(training);
        return executor.Output.ToArray();
    }
}
