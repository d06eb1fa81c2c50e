using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>A layer with its memory and that of its inputs, without an executor: so its upstream gradient can be anything.</summary>
/// <remarks>Its oracle knows nothing of the layer's implementation, but for what dropout has chosen to drop.</remarks>
internal sealed class LayerRun
{
    private readonly LayerCase _case;
    private readonly LayerWorkspace[] _inputs;
    private readonly LayerWorkspace _work;
    private readonly int[] _labels;
    private readonly byte[][] _sequences;

    /// <summary>With equal neighbours, and one with nothing to read.</summary>
    private static readonly byte[][] Sequences = [[0, 1], [2, 2, 0], []];

    /// <param name="of">What to run.</param>
    /// <param name="count">Samples.</param>
    /// <param name="first">Which sample of the endless random sequence comes first.</param>
    public LayerRun(LayerCase of, int count, int first = 0)
    {
        _case = of;
        Count = count;
        var layer = of.Layer;
        int[] lengths = [.. layer.Parameters.Select(parameter => parameter.Length)];
        Parameters = RandomArrays.Normal(1, lengths.Sum());
        ParameterGradients = new float[Parameters.Length];
        var scratch = new AlignedBuffer(layer.Memory.Scratch);
        scratch.Span.Fill(float.NaN);

        _inputs = [.. layer.Inputs.Select(input => new LayerWorkspace(input, [], [], [], new AlignedBuffer(0), count, inPlace: false, needsGradient: input is DataInput))];
        _work = new(layer, _inputs, Parameters, [.. lengths.Select((_, i) => lengths[..i].Sum())], scratch, count, of.InPlace, needsGradient: true)
        {
            Gradients = ParameterGradients,
            Training = true,
            RandomKey = 5,
        };
        foreach (var work in _inputs.Append(_work))
            work.Count = count;

        Inputs = [.. layer.Inputs.OfType<DataInput>().Select((input, i) => Values(input, i, first))];
        Upstream = [.. Enumerable.Range(first, count).SelectMany(sample => RandomArrays.Normal(200 + sample, layer.Shape.Size))];
        _labels = [.. Enumerable.Range(first, count).Select(sample => sample % (layer.Inputs[^1] is LabelInput label ? label.Classes : 1))];
        _sequences = [.. Enumerable.Range(first, count).Select(sample => Sequences[sample % Sequences.Length])];
        layer.Prepare(_work);
    }

    public int Count { get; }

    /// <summary>[N, size] of each input that is no label.</summary>
    public float[][] Inputs { get; }

    public float[] Upstream { get; }

    public float[] Parameters { get; }

    public float[] ParameterGradients { get; }

    public ReadOnlySpan<float> Output => _work.Output;

    public Span<float> InputGradient(int index) => _inputs[index].OutputGradient;

    public void Forward()
    {
        for (int i = 0; i < Inputs.Length; i++)
            Inputs[i].CopyTo(_inputs[i].Output);
        if (_case.Layer.Inputs[^1] is LabelInput)
            _labels.CopyTo(_inputs[^1].Labels);
        for (int n = 0; n < Count && _case.Layer.Inputs[^1] is LabelSequenceInput; n++)
            _inputs[^1].SetLabels(n, _sequences[n]);
        _case.Layer.Forward(_work);
    }

    public void Backward()
    {
        Upstream.CopyTo(_work.OutputGradient);
        _case.Layer.Backward(_work);
    }

    public double[] Oracle(double[][] inputs, double[] parameters)
    {
        int from = 0;
        double[][] split = [.. _case.Layer.Parameters.Select(parameter => parameters[from..(from += parameter.Length)])];
        return _case.Layer is Dropout
            ? [.. inputs[0].Zip(_work.Saved.ToArray(), (x, chosen) => x * chosen)]
            : LayerOracle.Forward(_case.Layer, Count, inputs, split, _labels, _sequences);
    }

    private float[] Values(Layer input, int index, int first) =>
        [.. Enumerable.Range(first, Count)
            .SelectMany(sample => RandomArrays.Normal(100 + sample + 50 * index, input.Shape.Size))
            .Select(value => _case.Positive ? 0.1f + Math.Abs(value) : value)];
}
