using Inkling.Nn;

namespace Inkling.TestKit;

/// <summary>What every layer promises, as checks: a layer of one's own is tested by <see cref="Check"/>, which runs them all.</summary>
/// <param name="Layer">The layer, reading data and label inputs directly.</param>
/// <param name="Oracle">
/// The same function in double precision, knowing nothing of the layer's code: of the run, for samples and labels; of the inputs, [N, size] each; and of the
/// parameters. It gives [N, size of the output].
/// </param>
/// <param name="InPlace">Whether its output lies in the memory of its input.</param>
/// <param name="Positive">Whether its inputs are positive: for functions that are defined there alone.</param>
/// <param name="IsPerSample">False where what becomes of a sample depends on the others of its batch.</param>
public sealed record LayerContract(Layer Layer, Func<LayerRun, double[][], double[][], double[]> Oracle, bool InPlace = false, bool Positive = false, bool IsPerSample = true)
{
    private const int Count = 3;

    // Reached: 2e-7 forward and 5e-7 backward, over all vector paths.
    private const double ForwardTolerance = 2e-6, BackwardTolerance = 1e-5;

    /// <summary>Checks everything.</summary>
    /// <exception cref="MismatchException">The layer does not keep what it promises; the message says where.</exception>
    public void Check()
    {
        OutputAgreesWithTheShape();
        ForwardEqualsTheOracle();
        BackwardEqualsCentralDifferences();
        GradientsAreAdded();
        if (IsPerSample)
            ABatchGivesTheBitsOfEachSample();
        NothingIsAllocated();
        SavedAndLoadedItComputesTheSame();
    }

    public void OutputAgreesWithTheShape()
    {
        var run = new LayerRun(this, Count);

        run.Forward();

        Require(run.Output.Length == Count * Layer.Shape.Size, $"the output has {run.Output.Length} values, expected {Count} times {Layer.Shape}");
        int expected = run.Oracle(Doubles(run.Inputs), run.Parameters.ToDoubles()).Length;
        Require(expected == Count * Layer.Shape.Size, $"the oracle gives {expected} values, expected {Count} times {Layer.Shape}");
    }

    public void ForwardEqualsTheOracle()
    {
        var run = new LayerRun(this, Count);

        run.Forward();

        Closeness.Require($"{Layer}", run.Oracle(Doubles(run.Inputs), run.Parameters.ToDoubles()), run.Output, ForwardTolerance);
    }

    public void BackwardEqualsCentralDifferences()
    {
        var run = new LayerRun(this, Count);

        run.Forward();
        run.Backward();

        var (inputs, parameters) = Expected(run);
        for (int i = 0; i < inputs.Length; i++)
            Closeness.Require($"{Layer}, gradient of input {i}", inputs[i], run.InputGradient(i), BackwardTolerance);
        Closeness.Require($"{Layer}, parameter gradient", parameters, run.ParameterGradients, BackwardTolerance);
    }

    public void GradientsAreAdded()
    {
        var run = new LayerRun(this, Count);
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
            double[] sum = InPlace ? inputs[i] : [.. inputs[i].Zip(before[i], (gradient, start) => gradient + start)];
            Closeness.Require($"{Layer}, gradient of input {i}", sum, run.InputGradient(i), BackwardTolerance);
        }

        Closeness.Require($"{Layer}, parameter gradient", [.. parameters.Zip(parametersBefore, (g, start) => g + start)], run.ParameterGradients, BackwardTolerance);
    }

    public void ABatchGivesTheBitsOfEachSample()
    {
        var together = new LayerRun(this, Count);
        int output = Layer.Shape.Size, input = Layer.Inputs[0].Shape.Size;
        together.Forward();
        float[] outputs = together.Output.ToArray();
        together.Backward();

        for (int n = 0; n < Count; n++)
        {
            var alone = new LayerRun(this, 1, first: n);
            alone.Forward();
            Closeness.RequireEqualBits($"{Layer}, sample {n}", alone.Output, outputs.AsSpan(n * output, output));
            alone.Backward();
            Closeness.RequireEqualBits($"{Layer}, gradient {n}", alone.InputGradient(0), together.InputGradient(0).Slice(n * input, input));
        }
    }

    public void NothingIsAllocated()
    {
        var run = new LayerRun(this, Count);
        Repeat(2);

        long bytes = Allocation.LeastOf(() => Repeat(10));
        Require(bytes == 0, $"{bytes} bytes are allocated in ten runs, expected none after the first");

        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
            {
                run.Forward();
                run.Backward();
            }
        }
    }

    public void SavedAndLoadedItComputesTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("layer.safetensors");
        var parameters = Parameters.Create(Layer, seed: 3);
        parameters.Save(path);

        var loaded = Parameters.Load(path);

        Require(parameters.Hash() == loaded.Hash(), "loaded, the parameters have other bits");
        Closeness.RequireEqualBits($"{Layer}", Output(parameters), Output(loaded));

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

    internal static (double[][] Inputs, double[] Parameters) Expected(LayerRun run)
    {
        double[][] inputs = Doubles(run.Inputs);
        double[] parameters = run.Parameters.ToDoubles(), upstream = run.Upstream.ToDoubles();
        double Scalar() => CentralDifferences.Dot(upstream, run.Oracle(inputs, parameters));
        return ([.. inputs.Select(input => CentralDifferences.Gradient(Scalar, input))], CentralDifferences.Gradient(Scalar, parameters));
    }

    private static double[][] Doubles(float[][] values) => [.. values.Select(of => of.ToDoubles())];

    private void Require(bool condition, string problem)
    {
        if (!condition)
            throw new MismatchException($"{Layer}: {problem}");
    }
}
