using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>A network in the memory of an OpenCL device.</summary>
/// <remarks>The memory and the kernels of all layers are made with it. A run sends the samples, and fetches what is asked for.</remarks>
internal sealed class OpenClExecutor : DeviceExecutor
{
    private readonly Network _network;
    private readonly CommandQueue _queue;
    private readonly DeviceMemory _memory;
    private readonly ParameterUpdates _updates;
    private readonly Dictionary<Layer, DeviceLayer> _layerOf = [];
    private readonly DeviceLayer[] _layers;
    private readonly DeviceLayer _last;
    private readonly Kernel? _fillLast;
    private readonly float[] _output;
    private readonly float[] _prediction;

    /// <summary>Takes the memory for a network.</summary>
    /// <param name="device">Where.</param>
    /// <param name="network">The network; its last layer may be a cost.</param>
    /// <param name="parameters">Of this network; copied.</param>
    /// <param name="capacity">The most samples per run.</param>
    /// <param name="training">Whether <see cref="Backward"/> will be called.</param>
    /// <param name="gradientOfInputs">Whether the gradients of data inputs are wanted too: by tests.</param>
    public OpenClExecutor(OpenClContext device, Network network, Parameters parameters, int capacity, bool training, bool gradientOfInputs = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        LayerTable.Check(device.Name, network);
        RequireMemory(device, network, capacity, training);
        _network = network;
        _queue = new(device);
        try
        {
            long bytes = (long)network.ParameterCount * sizeof(float);
            _memory = new(_queue, _queue.Allocate(bytes), _queue.Allocate(bytes), capacity, training);
            _memory.Parameters.Write(parameters.Values);
            _updates = new(_queue, _memory.Parameters, _memory.Gradients);

            var slots = network.Slots.GetEnumerator();
            for (int place = 0; place < network.Layers.Count; place++)
            {
                var layer = network.Layers[place];
                int[] offsets = [.. layer.Parameters.Select(_ => slots.MoveNext() ? slots.Current.Offset : 0)];
                DeviceWork[] inputs = [.. layer.Inputs.Select(input => _layerOf[input].Work)];
                bool needsGradient = training && (offsets.Length > 0 || inputs.Any(input => input.NeedsGradient) || (gradientOfInputs && layer is DataInput));
                _layerOf[layer] = LayerTable.Create(new(_memory, layer, inputs, offsets, needsGradient, place), _layerOf);
            }

            _layers = [.. network.Layers.Select(layer => _layerOf[layer])];
            _last = _layerOf[network.Output];
            if (_last.Work.NeedsGradient)
            {
                foreach (var layer in _layers.Reverse().Where(layer => layer.Work.NeedsGradient))
                    layer.PrepareBackward();
                _fillLast = _queue.Kernel("Elementwise.cl", "fill", 0, 0f, _last.Work.Gradient);
            }
        }
        catch
        {
            _queue.Dispose();
            throw;
        }

        _output = new float[capacity * network.Output.Shape.Size];
        _prediction = network.Output is Cost cost ? new float[capacity * cost.Prediction.Shape.Size] : _output;
    }

    /// <inheritdoc/>
    public override DeviceVector Parameters => _memory.Parameters;

    /// <inheritdoc/>
    public override DeviceVector Gradients => _memory.Gradients;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Output => Fetch(_last.Work.Output, _output, _network.Output.Shape.Size);

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Prediction => _network.Output is not Cost cost
        ? Output
        : Fetch(_last switch { DeviceCost of => of.Prediction, DeviceTargetCost of => of.Prediction, _ => _last.Work.Inputs[0].Output }, _prediction, cost.Prediction.Shape.Size);

    /// <inheritdoc/>
    public override void Begin(int count, ReadOnlySpan<ulong> shardKeys)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _memory.Capacity);
        _memory.Count = count;
        _memory.Shards = shardKeys.Length;
        _memory.ShardKeys = shardKeys.ToArray();
    }

    /// <inheritdoc/>
    public override void SetPixels(DataInput input, int sample, ReadOnlySpan<byte> pixels)
    {
        input.RequireBytes(pixels.Length);
        ((DeviceInput)_layerOf[input]).Set(sample, pixels);
    }

    /// <inheritdoc/>
    public override void SetValues(DataInput input, int sample, ReadOnlySpan<float> values)
    {
        input.RequireSize(values.Length, "values");
        ((DeviceInput)_layerOf[input]).Set(sample, values);
    }

    /// <inheritdoc/>
    public override void SetLabel(LabelInput input, int sample, int label)
    {
        input.Require(label);
        ((DeviceLabels)_layerOf[input]).Set(sample, label);
    }

    /// <inheritdoc/>
    public override void SetLabels(LabelSequenceInput input, int sample, ReadOnlySpan<byte> labels)
    {
        input.Require(labels);
        ((DeviceLabels)_layerOf[input]).Set(sample, labels);
    }

    /// <inheritdoc/>
    public override void SetTargets(TargetInput input, int sample, ReadOnlySpan<float> targets)
    {
        input.Require(targets);
        ((DeviceTargets)_layerOf[input]).Set(sample, targets);
    }

    /// <inheritdoc/>
    public override void Forward(bool training)
    {
        _memory.Training = training;
        foreach (var layer in _layers)
            layer.Forward();
    }

    /// <inheritdoc/>
    public override void Backward(float scale)
    {
        if (_fillLast is null)
            throw new InvalidOperationException("executor: made without training, or for a network without parameters");

        _fillLast.Set(1, scale);
        _fillLast.Over((long)_memory.Count * _network.Output.Shape.Size);
        BackwardFromGradient(scale);
    }

    /// <inheritdoc/>
    public override DeviceVector CreateVector()
    {
        var vector = _queue.Allocate((long)_network.ParameterCount * sizeof(float));
        vector.Write(new float[_network.ParameterCount]);
        return vector;
    }

    /// <inheritdoc/>
    public override double SumOfSquares(ReadOnlySpan<Range> ranges) => _updates.SumOfSquares(ranges);

    /// <inheritdoc/>
    public override void Step(in ParameterStep step, ReadOnlySpan<Range> ranges, IReadOnlyList<DeviceVector> moments) => _updates.Step(step, ranges, moments);

    /// <inheritdoc/>
    public override void Approach(DeviceVector from, DeviceVector to, float share, Range range) => _updates.Approach(from, to, share, range);

    /// <inheritdoc/>
    public override void Dispose() => _queue.Dispose();

    /// <summary>Everything that is computed, for benches: the layers in their order.</summary>
    internal IReadOnlyList<DeviceLayer> Layers => _layers;

    /// <summary>Waits for all that was asked for.</summary>
    internal void Finish() => _queue.Finish();

    /// <summary>The memory of a layer: for tests.</summary>
    internal DeviceWork WorkOf(Layer layer) => _layerOf[layer].Work;

    /// <summary>Goes backward from the gradient that the last layer has already: for tests.</summary>
    internal void BackwardFromGradient(float scale)
    {
        _memory.SampleWeight = scale;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            if (_layers[i].Work.NeedsGradient)
                _layers[i].Backward();
        }
    }

    private ReadOnlySpan<float> Fetch(DeviceBuffer from, float[] to, int size)
    {
        var values = to.AsSpan(0, _memory.Count * size);
        _queue.Read(from, values);
        return values;
    }

    // Before any memory is taken: a driver may promise more than there is, and fail much later. What layers give and their gradients are nearly all of it.
    private static void RequireMemory(OpenClContext device, Network network, int capacity, bool training)
    {
        long largest = network.Layers.Max(layer => (long)layer.Shape.Size) * capacity, kinds = training ? 2 : 1;
        long all = (network.Layers.Sum(layer => (long)layer.Shape.Size) * capacity + network.ParameterCount) * kinds;
        if (largest > int.MaxValue || largest * sizeof(float) > device.LargestBuffer || all * sizeof(float) > device.Memory)
        {
            throw new InsufficientMemoryException(
                $"{device.Name}: {capacity:N0} samples together need {all * sizeof(float):N0} bytes, the largest layer {largest * sizeof(float):N0}; "
                + $"there are {device.Memory:N0}, and {device.LargestBuffer:N0} for one layer: take a smaller batch");
        }
    }
}
