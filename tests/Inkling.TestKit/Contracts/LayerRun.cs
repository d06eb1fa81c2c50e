using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.TestKit;

/// <summary>A layer with its memory and that of its inputs, without an executor: so its upstream gradient can be anything.</summary>
public sealed class LayerRun
{
    private readonly LayerContract _contract;
    private readonly LayerWorkspace[] _inputs;
    private readonly LayerWorkspace _work;

    /// <summary>With equal neighbours, and one with nothing to read.</summary>
    private static readonly byte[][] SomeSequences = [[0, 1], [2, 2, 0], []];

    /// <param name="contract">What to run.</param>
    /// <param name="count">Samples.</param>
    /// <param name="first">Which sample of the endless random sequence comes first.</param>
    internal LayerRun(LayerContract contract, int count, int first = 0)
    {
        _contract = contract;
        Count = count;
        var layer = contract.Layer;
        int[] lengths = [.. layer.Parameters.Select(parameter => parameter.Length)];
        Parameters = RandomArrays.Normal(1, lengths.Sum());
        ParameterGradients = new float[Parameters.Length];
        var scratch = new AlignedBuffer(layer.Memory.Scratch);
        scratch.Span.Fill(float.NaN);

        _inputs = [.. layer.Inputs.Select(input => new LayerWorkspace(input, [], default, [], new AlignedBuffer(0), count, new AlignedBuffer(count * input.Shape.Size), needsGradient: input is DataInput, gradientInPlace: false))];
        var output = contract.InPlace ? null : new AlignedBuffer(count * layer.Shape.Size);
        _work = new(layer, _inputs, Parameters, [.. lengths.Select((_, i) => lengths[..i].Sum())], scratch, count, output, needsGradient: true, gradientInPlace: contract.InPlace)
        {
            Gradients = ParameterGradients,
            Training = true,
            RandomKey = 5,
        };
        foreach (var work in _inputs.Append(_work))
            work.Count = count;

        Inputs = [.. layer.Inputs.OfType<DataInput>().Select((input, i) => Values(input, i, first))];
        Upstream = [.. Enumerable.Range(first, count).SelectMany(sample => RandomArrays.Normal(200 + sample, layer.Shape.Size))];
        Labels = [.. Enumerable.Range(first, count).Select(sample => sample % (layer.Inputs[^1] is LabelInput label ? label.Classes : 1))];
        Sequences = [.. Enumerable.Range(first, count).Select(sample => SomeSequences[sample % SomeSequences.Length])];
        Targets = [.. Enumerable.Range(first, count).SelectMany(sample => RandomArrays.Normal(300 + sample, TargetSize).Select(value => 1f / (1f + MathF.Exp(-value))))];
        layer.Prepare(_work);
    }

    /// <summary>N, samples.</summary>
    public int Count { get; }

    /// <summary>[N, size] of each input that is no label.</summary>
    public float[][] Inputs { get; }

    /// <summary>[N] classes, for a layer that reads a label.</summary>
    public int[] Labels { get; }

    /// <summary>[N] sequences of labels, for a layer that reads those.</summary>
    public byte[][] Sequences { get; }

    /// <summary>[N, targets] numbers of 0..1, for a layer that reads those.</summary>
    public float[] Targets { get; }

    private int TargetSize => _contract.Layer.Inputs[^1] is TargetInput targets ? targets.Shape.Size : 0;

    /// <summary>What <see cref="Layer.Forward"/> has kept for backward.</summary>
    public float[] Saved => _work.Saved.ToArray();

    internal ulong RandomKey { set => _work.RandomKey = value; }

    internal float[] Upstream { get; }

    internal float[] Parameters { get; }

    internal float[] ParameterGradients { get; }

    internal ReadOnlySpan<float> Output => _work.Output;

    internal Span<float> InputGradient(int index) => _inputs[index].OutputGradient;

    internal void Forward()
    {
        for (int i = 0; i < Inputs.Length; i++)
            Inputs[i].CopyTo(_inputs[i].Output);
        if (_contract.Layer.Inputs[^1] is LabelInput)
            Labels.CopyTo(_inputs[^1].Labels);
        if (TargetSize > 0)
            Targets.CopyTo(_inputs[^1].Output);
        for (int n = 0; n < Count && _contract.Layer.Inputs[^1] is LabelSequenceInput; n++)
            _inputs[^1].SetLabels(n, Sequences[n]);
        _contract.Layer.Forward(_work);
    }

    internal void Backward()
    {
        Upstream.CopyTo(_work.OutputGradient);
        _contract.Layer.Backward(_work);
    }

    internal double[] Oracle(double[][] inputs, double[] parameters)
    {
        int from = 0;
        return _contract.Oracle(this, inputs, [.. _contract.Layer.Parameters.Select(parameter => parameters[from..(from += parameter.Length)])]);
    }

    private float[] Values(Layer input, int index, int first) =>
        [.. Enumerable.Range(first, Count)
            .SelectMany(sample => RandomArrays.Normal(100 + sample + 50 * index, input.Shape.Size))
            .Select(value => _contract.Positive ? 0.1f + Math.Abs(value) : value)];
}
