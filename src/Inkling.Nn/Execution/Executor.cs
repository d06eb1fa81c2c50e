using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>The machine that runs a network: it owns the memory for a number of samples and computes them forward, and backward.</summary>
/// <remarks>
/// All memory is allocated when the executor is made; nothing is allocated per run. One thread at a time may use an executor; several
/// executors over the same <see cref="Parameters"/> may run at once while nobody writes those. What devices run
/// in its place is their own.
/// </remarks>
public sealed class Executor : IExecutor
{
    private readonly bool _training;
    private readonly Layer[] _layers;
    private readonly LayerWorkspace[] _works;
    private readonly bool[] _isPreparedElsewhere;

    // Of each layer in the network, so that what is dropped does not depend on which layers are fused; −1 of the fused ones, which leave nothing to chance.
    private readonly int[] _places;
    private readonly Dictionary<Layer, LayerWorkspace> _workOf;
    private readonly LayerWorkspace _output;

    /// <summary>Allocates the memory for a network.</summary>
    /// <param name="network">The network; its last layer may be a cost.</param>
    /// <param name="parameters">The parameters, which must have the names and extents of this network's, in its order.</param>
    /// <param name="capacity">The most samples per run.</param>
    /// <param name="training">Whether it will learn. One that only recognises takes other steps, in fewer operations: the results differ in the last digits.</param>
    /// <exception cref="ArgumentException">The parameters are not those of the network, or the capacity is not positive.</exception>
    public Executor(Network network, Parameters parameters, int capacity, bool training)
        : this(network, parameters, capacity, training, like: null)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="capacity">The most samples per run.</param>
    /// <param name="training">Whether it will learn.</param>
    /// <param name="like">One that recognises with the same parameters, and goes on doing so: what its layers have prepared alike is read here, too. Null for none.</param>
    internal Executor(Network network, Parameters parameters, int capacity, bool training, Executor? like)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        parameters.RequireSlotsOf(network);
        Network = network;
        Capacity = capacity;
        _training = training;
        var fusion = new Fusion(network, training);
        _layers = [.. fusion.Layers];
        _workOf = [];
        _isPreparedElsewhere = new bool[_layers.Length];
        var scratch = new AlignedBuffer(_layers.Max(layer => layer.Memory.Scratch));
        bool WorksInPlace(Layer layer) => layer.WorksInPlace && HasOneReader(layer.Inputs[0]) && MayOverwrite(fusion.InsteadOf(layer.Inputs[0]));
        var outputs = new OutputMemory(fusion, network, capacity, WorksInPlace, training);
        var slots = network.Slots.GetEnumerator();
        for (int i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            int[] offsets = [.. layer.Parameters.Select(_ => slots.MoveNext() ? slots.Current.Offset : 0)];
            LayerWorkspace[] inputs = [.. layer.Inputs.Select(input => _workOf[fusion.InsteadOf(input)])];
            bool needsGradient = training && (offsets.Length > 0 || inputs.Any(input => input.NeedsGradient));
            bool inPlace = WorksInPlace(layer);
            bool gradientInPlace = inPlace || (layer.OverwritesGradient && HasOneReader(layer.Inputs[0]) && inputs[0].NeedsGradient);
            var prepared = like?.PreparedFor(layer, offsets);
            var work = _workOf[layer] = new(layer, inputs, parameters.Buffer, offsets, scratch, capacity, inPlace ? null : outputs.Of(layer), needsGradient, gradientInPlace, prepared);
            _isPreparedElsewhere[i] = prepared is not null;
            if (prepared is null)
                layer.Prepare(work);
        }

        _works = [.. _layers.Select(layer => _workOf[layer])];
        _places = [.. _layers.Select(layer => Array.IndexOf([.. network.Layers], layer))];
        _output = _workOf[fusion.InsteadOf(network.Output)];
    }

    /// <summary>The network it runs.</summary>
    public Network Network { get; }

    /// <summary>The most samples per run.</summary>
    public int Capacity { get; }

    /// <summary>What the last layer gave, [samples, values]; of a cost, one cost per sample. Valid until the next run.</summary>
    public ReadOnlySpan<float> Output => _output.Output;

    /// <summary>What was predicted, [samples, values], also when the last layer is a cost. Valid until the next run.</summary>
    public ReadOnlySpan<float> Prediction => Network.Output is Cost cost ? cost.PredictionOf(_output) : Output;

    /// <summary>Tells the executor that the parameters have changed.</summary>
    public void Prepare()
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            if (!_isPreparedElsewhere[i])
                _layers[i].Prepare(_works[i]);
        }
    }

    /// <summary>Says how many samples the next run has; to be called before they are set.</summary>
    /// <param name="count">N, the samples.</param>
    /// <param name="randomKey">What random choices of layers depend on while learning: the same key, the same choices.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1..<see cref="Capacity"/>.</exception>
    public void Begin(int count, ulong randomKey = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        for (int i = 0; i < _works.Length; i++)
        {
            _works[i].Count = count;
            _works[i].RandomKey = DropoutMask.Key(randomKey, _places[i]);
        }
    }

    /// <summary>Sets one sample of an input from bytes, scaled as the input says.</summary>
    /// <exception cref="ArgumentException">The bytes are not as many as the input has values, or it takes numbers, or is an input of another network.</exception>
    public void SetPixels(DataInput input, int sample, ReadOnlySpan<byte> pixels)
    {
        var range = input.RequireBytes(pixels.Length);
        PixelScaling.Apply(pixels, range.Scale, range.Low, SampleOf(input, sample));
    }

    /// <summary>Sets one sample of an input from values that are used as they are.</summary>
    /// <exception cref="ArgumentException">The values are not as many as the input has, or it is an input of another network.</exception>
    public void SetValues(DataInput input, int sample, ReadOnlySpan<float> values)
    {
        input.RequireSize(values.Length, "values");
        values.CopyTo(SampleOf(input, sample));
    }

    /// <summary>Sets the true class of one sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label is none of the classes.</exception>
    /// <exception cref="ArgumentException">It is an input of another network.</exception>
    public void SetLabel(LabelInput input, int sample, int label)
    {
        input.Require(label);
        WorkOf(input).Labels[sample] = label;
    }

    /// <summary>Sets the true labels of one sample.</summary>
    /// <param name="input">The input.</param>
    /// <param name="sample">Which sample, 0-based.</param>
    /// <param name="labels">The labels, in their order; there may be none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is none of the classes.</exception>
    /// <exception cref="ArgumentException">The labels are too many, or it is an input of another network.</exception>
    public void SetLabels(LabelSequenceInput input, int sample, ReadOnlySpan<byte> labels)
    {
        input.Require(labels);
        WorkOf(input).SetLabels(sample, labels);
    }

    /// <summary>Sets the true numbers of one sample.</summary>
    /// <exception cref="ArgumentException">They are not as many as the input has, or not finite, or it is an input of another network.</exception>
    public void SetTargets(TargetInput input, int sample, ReadOnlySpan<float> targets)
    {
        input.Require(targets);
        targets.CopyTo(SampleOf(input, sample));
    }

    /// <summary>Computes all layers, first to last.</summary>
    /// <param name="training">True while learning: layers that act differently then, do.</param>
    /// <exception cref="InvalidOperationException">The executor was not made for training.</exception>
    public void Forward(bool training)
    {
        if (training && !_training)
            throw new InvalidOperationException("executor: made without training");
        for (int i = 0; i < _layers.Length; i++)
        {
            _works[i].Training = training;
            _layers[i].Forward(_works[i]);
        }
    }

    /// <summary>Adds the gradients of all parameters, after <see cref="Forward"/>.</summary>
    /// <param name="scale">The gradient of every value of the last layer: 1 / samples of the minibatch, for a mean cost.</param>
    /// <param name="gradients">Added to: one value per parameter value, in the order of <see cref="Parameters.Values"/>.</param>
    /// <exception cref="InvalidOperationException">The executor was not made for training.</exception>
    /// <exception cref="ArgumentException"><paramref name="gradients"/> has the wrong length.</exception>
    public void Backward(float scale, Memory<float> gradients)
    {
        BeginBackward(scale, gradients);
        _output.OutputGradient.Fill(scale);
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            if (_works[i].NeedsGradient)
                _layers[i].Backward(_works[i]);
        }
    }

    private void BeginBackward(float scale, Memory<float> gradients)
    {
        if (!_output.NeedsGradient)
            throw new InvalidOperationException("executor: made without training, or for a network without parameters");
        if (gradients.Length != Network.ParameterCount)
            throw new ArgumentException($"executor: gradients expected {Network.ParameterCount} values, got {gradients.Length}", nameof(gradients));

        foreach (var work in _works)
        {
            work.Gradients = gradients;
            work.SampleWeight = scale;
            if (!work.GradientInPlace)
                work.OutputGradient.Clear();
        }
    }

    // That of a layer with the same parameters. Which layers are fused with it may depend on the width of the image, and so may their number.
    private AlignedBuffer? PreparedFor(Layer layer, int[] offsets)
    {
        int like = offsets.Length == 0 ? -1 : Array.FindIndex(_works, work => work.Offsets.SequenceEqual(offsets));
        return like >= 0 && layer.PreparesAs(_layers[like]) ? _works[like].PackedBuffer : null;
    }

    private LayerWorkspace WorkOf(Layer input) =>
        _workOf.TryGetValue(input, out var work) ? work : throw new ArgumentException($"executor: {input} is no input of this network", nameof(input));

    private Span<float> SampleOf(Layer input, int sample) =>
        WorkOf(input).Output.Slice(sample * input.Shape.Size, input.Shape.Size);

    // What alone reads a layer may overwrite its output if nobody set that from outside, and the layer does not need it for its own backward pass, as those do
    // that work in place.
    private static bool MayOverwrite(Layer layer) => layer.Inputs.Count > 0 && !layer.WorksInPlace;

    private bool HasOneReader(Layer layer) => _layers.Count(reader => reader.Inputs.Contains(layer)) == 1;
}
