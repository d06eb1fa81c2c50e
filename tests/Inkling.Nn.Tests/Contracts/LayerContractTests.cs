using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>What every layer promises.</summary>
public class LayerContractTests
{
    private const int Count = 3;

    // Reached: 2e-7 forward and 5e-7 backward, over all vector paths.
    private const double ForwardTolerance = 2e-6, BackwardTolerance = 1e-5;

    public static TheoryData<string> Cases { get; } = [.. LayerCase.All.Select(layer => layer.Name)];

    public static TheoryData<string> CasesPerSample { get; } = [.. LayerCase.All.Where(layer => layer.IsPerSample).Select(layer => layer.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Output_agrees_with_the_shape(string name)
    {
        var of = Find(name);
        var run = new LayerRun(of, Count);

        run.Forward();

        Assert.Equal(Count * of.Layer.Shape.Size, run.Output.Length);
        Assert.Equal(Count * of.Layer.Shape.Size, run.Oracle(Doubles(run.Inputs), run.Parameters.ToDoubles()).Length);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Forward_equals_the_oracle(string name)
    {
        var run = new LayerRun(Find(name), Count);

        run.Forward();

        Closeness.Require(name, run.Oracle(Doubles(run.Inputs), run.Parameters.ToDoubles()), run.Output, ForwardTolerance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Backward_equals_central_differences_of_the_oracle(string name)
    {
        var run = new LayerRun(Find(name), Count);

        run.Forward();
        run.Backward();

        var (inputs, parameters) = Expected(run);
        for (int i = 0; i < inputs.Length; i++)
            Closeness.Require($"{name}, gradient of input {i}", inputs[i], run.InputGradient(i), BackwardTolerance);
        Closeness.Require($"{name}, parameter gradient", parameters, run.ParameterGradients, BackwardTolerance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_are_added_to_what_is_there(string name)
    {
        var of = Find(name);
        var run = new LayerRun(of, Count);
        float[][] before = [.. run.Inputs.Select((input, i) => RandomArrays.Normal(70 + i, input.Length))];
        float[] parametersBefore = RandomArrays.Normal(8, run.Parameters.Length);
        for (int i = 0; i < before.Length; i++)
            before[i].CopyTo(run.InputGradient(i));
        parametersBefore.CopyTo(run.ParameterGradients, 0);

        run.Forward();
        run.Backward();

        // In place the gradient of the input is the memory of the upstream gradient: nobody else adds to it.
        var (inputs, parameters) = Expected(run);
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] sum = of.InPlace ? inputs[i] : [.. inputs[i].Zip(before[i], (gradient, start) => gradient + start)];
            Closeness.Require($"{name}, gradient of input {i}", sum, run.InputGradient(i), BackwardTolerance);
        }

        Closeness.Require($"{name}, parameter gradient", [.. parameters.Zip(parametersBefore, (g, start) => g + start)], run.ParameterGradients, BackwardTolerance);
    }

    [Theory, MemberData(nameof(CasesPerSample))]
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
            Closeness.RequireEqualBits($"{name}, gradient {n}", alone.InputGradient(0), together.InputGradient(0).Slice(n * input, input));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Nothing_is_allocated_after_the_first_run(string name)
    {
        var run = new LayerRun(Find(name), Count);
        Repeat(2);

        Assert.Equal(0, Allocation.LeastOf(() => Repeat(10)));

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

        Assert.Equal(parameters.Hash(), loaded.Hash());
        Closeness.RequireEqualBits(name, Output(parameters), Output(loaded));

        static float[] Output(Parameters of)
        {
            var network = of.Network.Prediction;
            var executor = new Executor(network, of.CopyFor(network.Output), capacity: 2, training: false);
            executor.Begin(2);
            foreach (var input in network.DataInputs)
            {
                for (int n = 0; n < 2; n++)
                    executor.SetPixels(input, n, RandomArrays.Bytes(4 + n, input.Shape.Size));
            }

            executor.Forward(training: false);
            return executor.Output.ToArray();
        }
    }

    private static (double[][] Inputs, double[] Parameters) Expected(LayerRun run)
    {
        double[][] inputs = Doubles(run.Inputs);
        double[] parameters = run.Parameters.ToDoubles(), upstream = run.Upstream.ToDoubles();
        double Scalar() => CentralDifferences.Dot(upstream, run.Oracle(inputs, parameters));
        return ([.. inputs.Select(input => CentralDifferences.Gradient(Scalar, input))], CentralDifferences.Gradient(Scalar, parameters));
    }

    private static double[][] Doubles(float[][] values) => [.. values.Select(of => of.ToDoubles())];

    private static LayerCase Find(string name) => LayerCase.All.Single(layer => layer.Name == name);
}
