using Inkling.Nn;
using Inkling.Nn.Tests;
using Inkling.TestKit;

namespace Inkling.OpenCL.Tests;

/// <summary>Every layer there is computes on a device what it computes on the processors: both are held to the same oracle in double precision.</summary>
public class DeviceContractTests
{
    private const int Count = 3;

    // Relative to the largest magnitude.
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Cases { get; } = [.. LayerCase.All.Where(layer => !layer.InPlace).Select(layer => layer.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Forward_equals_the_oracle(string name)
    {
        var (contract, run, executor) = Start(name);

        executor.Forward(training: true);

        Closeness.Require($"{contract.Layer}", Oracle(contract, run, executor), executor.Output, Tolerance);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Backward_equals_central_differences_of_the_oracle(string name)
    {
        var (contract, run, executor) = Start(name);
        executor.Forward(training: true);
        _ = Oracle(contract, run, executor);
        executor.WorkOf(contract.Layer).Gradient.Write(run.Upstream);

        executor.BackwardFromGradient(0f);

        var (inputs, parameters) = LayerContract.Expected(run);
        DataInput[] data = [.. contract.Layer.Inputs.OfType<DataInput>()];
        for (int i = 0; i < data.Length; i++)
        {
            float[] gradient = new float[run.Inputs[i].Length];
            executor.WorkOf(data[i]).Gradient.Read(gradient);
            Closeness.Require($"{contract.Layer}, gradient of input {i}", inputs[i], gradient, Tolerance);
        }

        float[] gradients = new float[run.ParameterGradients.Length];
        executor.Gradients.Read(gradients);
        Closeness.Require($"{contract.Layer}, parameter gradient", parameters, gradients, Tolerance);
    }

    private static (LayerContract Contract, LayerRun Run, OpenClExecutor Executor) Start(string name)
    {
        var contract = LayerCase.All.Single(layer => layer.Name == name).Contract;
        var run = new LayerRun(contract, Count);
        var network = new Network(contract.Layer);
        var parameters = Parameters.Create(contract.Layer);
        run.Parameters.CopyTo(parameters.Buffer.Span);
        var executor = TestDevice.Executor(network, parameters, Count + 2, gradientOfInputs: true);
        executor.Begin(Count, randomKey: 7);
        for (int n = 0; n < Count; n++)
        {
            foreach (var (input, values) in contract.Layer.Inputs.OfType<DataInput>().Zip(run.Inputs))
                executor.SetValues(input, n, values.AsSpan(n * input.Shape.Size, input.Shape.Size));
            foreach (var input in contract.Layer.Inputs.OfType<LabelInput>())
                executor.SetLabel(input, n, run.Labels[n]);
            foreach (var input in contract.Layer.Inputs.OfType<LabelSequenceInput>())
                executor.SetLabels(input, n, run.Sequences[n]);
            foreach (var input in contract.Layer.Inputs.OfType<TargetInput>())
                executor.SetTargets(input, n, run.Targets.AsSpan(n * input.Shape.Size, input.Shape.Size));
        }

        return (contract, run, executor);
    }

    // What dropout drops is a choice by a key, which the processors make as well.
    private static double[] Oracle(LayerContract contract, LayerRun run, OpenClExecutor executor)
    {
        if (contract.Layer is not Dropout)
            return run.Oracle(Doubles(run.Inputs), run.Parameters.ToDoubles());

        run.RandomKey = Compute.DropoutMask.Key(7, executor.WorkOf(contract.Layer).MaskPlace);
        run.Forward();
        return run.Output.ToArray().ToDoubles();
    }

    private static double[][] Doubles(float[][] values) => [.. values.Select(of => of.ToDoubles())];
}
