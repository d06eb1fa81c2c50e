using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>What every layer promises.</summary>
public class LayerContractTests
{
    private const int Count = 3;

    // Reached: 2e-7 forward and 5e-7 backward, over all vector paths.
    private const double ForwardTolerance = 2e-6, BackwardTolerance = 1e-5;

    public static TheoryData<string> Cases { get; } = [.. LayerCase.All.Select(layer => layer.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Output_agrees_with_the_shape(string name)
    {
        var of = Find(name);
        var run = new LayerRun(of, Count);

        run.Forward();

        Assert.Equal(Count * of.Layer.Shape.Size, run.Output.Length);
        Assert.Equal(Count * of.Layer.Shape.Size, run.Oracle(run.Input.ToDoubles(), run.Parameters.ToDoubles()).Length);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Forward_equals_the_oracle(string name)
    {
        var run = new LayerRun(Find(name), Count);

        run.Forward();

        Closeness.Require(name, run.Oracle(run.Input.ToDoubles(), run.Parameters.ToDoubles()), run.Output, ForwardTolerance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Backward_equals_central_differences_of_the_oracle(string name)
    {
        var run = new LayerRun(Find(name), Count);

        run.Forward();
        run.Backward();

        var (input, parameters) = Expected(run);
        Closeness.Require($"{name}, input gradient", input, run.InputGradients, BackwardTolerance);
        Closeness.Require($"{name}, parameter gradient", parameters, run.ParameterGradients, BackwardTolerance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_are_added_to_what_is_there(string name)
    {
        var of = Find(name);
        var run = new LayerRun(of, Count);
        float[] before = RandomArrays.Normal(7, run.Input.Length), parametersBefore = RandomArrays.Normal(8, run.Parameters.Length);
        before.CopyTo(run.InputGradients);
        parametersBefore.CopyTo(run.ParameterGradients, 0);

        run.Forward();
        run.Backward();

        // In place the gradient of the input is the memory of the upstream gradient: nobody else adds to it.
        var (input, parameters) = Expected(run);
        double[] sum = of.InPlace ? input : [.. input.Zip(before, (gradient, start) => gradient + start)];
        Closeness.Require($"{name}, input gradient", sum, run.InputGradients, BackwardTolerance);
        Closeness.Require($"{name}, parameter gradient", [.. parameters.Zip(parametersBefore, (g, start) => g + start)], run.ParameterGradients, BackwardTolerance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_batch_gives_the_bits_of_each_sample_alone(string name)
    {
        var of = Find(name);
        var together = new LayerRun(of, Count);
        int output = of.Layer.Shape.Size, input = of.Layer.Inputs[0].Shape.Size;
        together.Forward();
        float[] outputs = together.Output.ToArray();
        together.Backward();

        for (int n = 0; n < Count; n++)
        {
            var alone = new LayerRun(of, 1, first: n);
            alone.Forward();
            Closeness.RequireEqualBits($"{name}, sample {n}", alone.Output, outputs.AsSpan(n * output, output));
            alone.Backward();
            Closeness.RequireEqualBits($"{name}, gradient {n}", alone.InputGradients, together.InputGradients.Slice(n * input, input));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Nothing_is_allocated_after_the_first_run(string name)
    {
        var run = new LayerRun(Find(name), Count);
        Repeat(2);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Repeat(10);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
            {
                run.Forward();
                run.Backward();
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Saved_and_loaded_it_computes_the_same_bits(string name)
    {
        var layer = Find(name).Layer;
        using var folder = new TemporaryFolder();
        string path = folder.File("layer.safetensors");
        var parameters = Parameters.Create(layer, seed: 3);
        parameters.Save(path);

        var loaded = Parameters.Load(path);

        byte[] pixels = RandomArrays.Bytes(4, 2 * layer.Inputs[0].Shape.Size);
        Assert.Equal(parameters.Hash(), loaded.Hash());
        Closeness.RequireEqualBits(name, new Inference(parameters).Infer(pixels), new Inference(loaded).Infer(pixels));
    }

    private static (double[] Input, double[] Parameters) Expected(LayerRun run)
    {
        double[] x = run.Input.ToDoubles(), parameters = run.Parameters.ToDoubles(), upstream = run.Upstream.ToDoubles();
        double Scalar() => CentralDifferences.Dot(upstream, run.Oracle(x, parameters));
        return (CentralDifferences.Gradient(Scalar, x), CentralDifferences.Gradient(Scalar, parameters));
    }

    private static LayerCase Find(string name) => LayerCase.All.Single(layer => layer.Name == name);
}
