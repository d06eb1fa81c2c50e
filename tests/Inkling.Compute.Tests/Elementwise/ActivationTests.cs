using Inkling.TestKit;

namespace Inkling.Compute.Tests;

/// <summary>Relu, sigmoid and tanh: their loops are the same, so are their tests.</summary>
public class ActivationTests
{
    internal delegate void Function(SimdWidth width, Span<float> y);

    internal delegate void Derivative(SimdWidth width, ReadOnlySpan<float> y, Span<float> gradient);

    private static readonly string[] Names = ["relu", "sigmoid", "tanh"];

    public static TheoryData<SimdWidth, string> Functions { get; } = Widths.With(Names);

    public static TheoryData<SimdWidth, string> FunctionsThroughZero { get; } = Widths.With("relu", "tanh");

    // Reached: 1.7e-7, by tanh, over all widths.
    [Theory, MemberData(nameof(Functions))]
    public void Every_length_equals_the_oracle(SimdWidth width, string name)
    {
        var (function, _) = Find(name);
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] x = ElementCases.Values(length, length);
            var y = new Guarded<float>(x, canary: 99f);

            function(width, y.Span);

            RequireNear($"{name} of {length}", ActivationOracle.Apply(name, length, x.ToDoubles()), y.Checked(name));
        }
    }

    // Each special value in a register of ordinary ones, at every place of it, and in the rest behind.
    [Theory, MemberData(nameof(Functions))]
    public void Special_values_equal_the_oracle_wherever_they_stand(SimdWidth width, string name)
    {
        var (function, _) = Find(name);
        foreach (float special in ElementCases.Special)
        {
            for (int at = 0; at < 19; at++)
            {
                float[] x = ElementCases.Values(at, 19);
                x[at] = special;
                float[] y = [.. x];

                function(width, y);

                RequireNear($"{name}({special}) at {at}", ActivationOracle.Apply(name, x.Length, x.ToDoubles()), y);
            }
        }
    }

    // Sigmoid is 1/2 at 0 and has nothing small to keep.
    [Theory, MemberData(nameof(FunctionsThroughZero))]
    public void Small_values_keep_their_relative_precision(SimdWidth width, string name)
    {
        var (function, _) = Find(name);
        foreach (float scale in new[] { 1e-1f, 1e-3f, 1e-10f, 1e-30f })
        {
            float[] x = Array.ConvertAll(RandomArrays.Normal(1, 50), value => value * scale), y = [.. x];

            function(width, y);

            Closeness.Require($"{name} at {scale}", ActivationOracle.Apply(name, x.Length, x.ToDoubles()), y, 3e-7);
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Every_length_of_gradients_equals_the_derivative(SimdWidth width, string name)
    {
        var (_, derivative) = Find(name);
        for (int length = 0; length <= ElementCases.MaxLength; length++)
        {
            float[] y = Array.ConvertAll(ActivationOracle.Apply(name, length, ElementCases.Values(length, length).ToDoubles()), value => (float)value);
            float[] upstream = RandomArrays.Normal(length, length);
            var gradient = new Guarded<float>(upstream, canary: 99f);

            derivative(width, new Guarded<float>(y, float.NaN).Span, gradient.Span);

            double[] expected = [.. y.Zip(upstream, (value, g) => g * DerivativeAt(name, value))];
            Closeness.Require($"{name} gradient of {length}", expected, gradient.Checked(name), 1e-6);
        }
    }

    // A value's result must not depend on whether it fills a register or is part of the rest: else a batch would not give the bits of its samples.
    [Theory, MemberData(nameof(Functions))]
    public void A_value_gives_the_same_bits_wherever_it_stands(SimdWidth width, string name)
    {
        var (function, derivative) = Find(name);
        float[] x = ElementCases.Values(1, 67), together = [.. x], gradients = RandomArrays.Normal(2, 67), togetherGradients = [.. gradients];

        function(width, together);
        derivative(width, together, togetherGradients);

        for (int i = 0; i < x.Length; i++)
        {
            float[] alone = [x[i]], gradient = [gradients[i]];
            function(width, alone);
            derivative(width, alone, gradient);
            Closeness.RequireEqualBits($"{name}({x[i]:R}) at {i}", alone, together.AsSpan(i, 1));
            Closeness.RequireEqualBits($"{name}'({x[i]:R}) at {i}", gradient, togetherGradients.AsSpan(i, 1));
        }
    }

    // Reached: 2.5e-7, over all widths.
    [Theory, MemberData(nameof(Functions))]
    public void Functions_and_gradients_equal_libtorch(SimdWidth width, string name)
    {
        var (function, derivative) = Find(name);
        var golden = GoldenFile.TryRead("activation-" + name);
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent(name));
        float[] y = golden.Floats("input"), gradient = golden.Floats("grad_output");

        function(width, y);
        derivative(width, y, gradient);

        Tolerances.Golden("output", golden.Floats("output"), y);
        Tolerances.Golden("grad_input", golden.Floats("grad_input"), gradient);
    }

    [Fact]
    public void A_short_output_is_named()
    {
        float[] two = new float[2], three = new float[3];

        foreach (string name in Names)
            Assert.Throws<ArgumentException>(() => Find(name).Derivative(SimdWidth.Vector128, two, three));
    }

    private static (Function Function, Derivative Derivative) Find(string name) => name switch
    {
        "relu" => (Relu.Forward, Relu.Backward),
        "sigmoid" => (Sigmoid.Forward, Sigmoid.Backward),
        _ => (Tanh.Forward, Tanh.Backward),
    };

    private static double DerivativeAt(string name, double y) => name switch
    {
        "relu" => y > 0 ? 1 : 0,
        "sigmoid" => y * (1 - y),
        _ => 1 - y * y,
    };

    // Value by value, so that a large one does not hide the error of a small one: 3e-7 of the value, or of 1 where the value is less.
    private static void RequireNear(string name, double[] expected, float[] got)
    {
        for (int i = 0; i < expected.Length; i++)
            Closeness.Require($"{name}[{i}]", [expected[i]], [got[i]], 3e-7, floor: 1);
    }
}
