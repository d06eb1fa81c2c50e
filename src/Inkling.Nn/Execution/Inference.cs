using System.Collections.Concurrent;

namespace Inkling.Nn;

/// <summary>Predictions of a network with fixed parameters.</summary>
/// <remarks>
/// It takes a copy of the parameters when made and never changes, so it may be called from any number of threads and while training goes on;
/// nothing is rebuilt per call. A sample's result does not depend on what else is in the batch, to the bit.
/// </remarks>
public sealed class Inference
{
    /// <summary>The most samples that are computed together where nothing else is said.</summary>
    public const int UsualBatchSize = 32;

    // A device has thousands of lanes to fill.
    private const int UsualBatchSizeOfDevices = 1024;

    private readonly Device _device;
    private readonly int _batchSize;
    private readonly Network _network;
    private readonly Parameters _parameters;
    private readonly DataInput[] _inputs;
    private readonly ConcurrentBag<IExecutor> _idle = [];

    // What all others are made like: of convolutions that only recognise, the weights lie in memory once as they are computed with, however many threads there are.
    private readonly IExecutor _first;

    /// <summary>Makes the predictor.</summary>
    /// <param name="prediction">The layer to compute. Where it has several data inputs, a sample is their values one input after the other, in the order of the network's layers.</param>
    /// <param name="parameters">Its parameters, found by name.</param>
    /// <param name="batchSize">The most samples that are computed together: memory for so many is taken. Null for as many as are usual.</param>
    /// <param name="device">Where it is computed; null for the processors.</param>
    /// <exception cref="ArgumentException">A parameter is missing, or the network has no data input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="NotSupportedException">The device has no form of one of the layers.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    public Inference(Layer prediction, Parameters parameters, int? batchSize = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _device = device ?? Device.Cpu;
        _batchSize = batchSize ?? (_device == Device.Cpu ? UsualBatchSize : UsualBatchSizeOfDevices);
        ArgumentOutOfRangeException.ThrowIfLessThan(_batchSize, 1, nameof(batchSize));
        _parameters = parameters.CopyFor(prediction);
        _network = _parameters.Network;
        _inputs = [.. _network.DataInputs];
        if (_inputs.Length == 0)
            throw new ArgumentException("inference: expected a network with data inputs, got none", nameof(prediction));
        InputShape = _inputs is [var only] ? only.Shape : Shape.Vector(_inputs.Sum(input => input.Shape.Size));
        _idle.Add(_first = NewExecutor());
    }

    private Inference(Inference other, Network network)
    {
        (_device, _batchSize, _parameters, _network) = (other._device, other._batchSize, other._parameters, network);
        _inputs = [.. network.DataInputs];
        InputShape = _inputs.Single().Shape;
        _parameters.RequireSlotsOf(network);
        _idle.Add(_first = NewExecutor(other._first));
    }

    /// <summary>Makes the predictor of a loaded file, or of trained parameters.</summary>
    /// <param name="parameters">Parameters of a prediction or of a cost.</param>
    /// <param name="device">Where it is computed; null for the processors.</param>
    public Inference(Parameters parameters, Device? device = null)
        : this((parameters ?? throw new ArgumentNullException(nameof(parameters))).Network.Prediction.Output, parameters, device: device)
    {
    }

    /// <summary>Where it is computed.</summary>
    public Device Device => _device;

    /// <summary>The most samples that are computed together.</summary>
    public int BatchSize => _batchSize;

    /// <summary>The shape of one sample; with several inputs, a vector of all their values.</summary>
    public Shape InputShape { get; }

    /// <summary>Values predicted per sample.</summary>
    public int OutputSize => _network.Output.Shape.Size;

    /// <summary>Predictions of the same network for images of another width, where no parameter depends on it. On the processors they share the memory of the parameters with these.</summary>
    /// <param name="width">Columns of the image, 1 or more.</param>
    /// <exception cref="ArgumentException">The network has not exactly one data input, its layers do not fit that width, or a parameter depends on it.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    public Inference WithWidth(int width) => new(this, _network.WithWidth(width));

    /// <summary>Predicts any number of samples.</summary>
    /// <param name="pixels">[samples, input size] bytes, scaled as the network's input says.</param>
    /// <returns>[samples, <see cref="OutputSize"/>].</returns>
    /// <exception cref="ArgumentException">The bytes are no whole number of samples.</exception>
    public float[] Infer(ReadOnlySpan<byte> pixels)
    {
        var result = new float[Samples(pixels.Length) * OutputSize];
        Infer(pixels, result);
        return result;
    }

    /// <summary>Predicts any number of samples into memory of the caller.</summary>
    /// <param name="pixels">[samples, input size] bytes, scaled as the network's input says.</param>
    /// <param name="result">Overwritten: [samples, <see cref="OutputSize"/>].</param>
    /// <exception cref="ArgumentException">The bytes are no whole number of samples, or the result does not fit them.</exception>
    public void Infer(ReadOnlySpan<byte> pixels, Span<float> result) => Run(Samples(pixels.Length), pixels, [], result);

    /// <summary>Predicts any number of samples given as numbers.</summary>
    /// <param name="values">[samples, input size], used as they are: scaled by the caller.</param>
    /// <returns>[samples, <see cref="OutputSize"/>].</returns>
    /// <exception cref="ArgumentException">The values are no whole number of samples.</exception>
    public float[] InferValues(ReadOnlySpan<float> values)
    {
        var result = new float[Samples(values.Length) * OutputSize];
        Run(Samples(values.Length), [], values, result);
        return result;
    }

    /// <summary>Predicts the class of any number of samples: the index of the largest value, of equal ones the first.</summary>
    /// <param name="pixels">[samples, input size] bytes, scaled as the network's input says.</param>
    /// <returns>One class per sample.</returns>
    /// <exception cref="ArgumentException">The bytes are no whole number of samples.</exception>
    public int[] InferClasses(ReadOnlySpan<byte> pixels)
    {
        float[] values = Infer(pixels);
        return [.. Enumerable.Range(0, values.Length / OutputSize).Select(n => MaxId.IndexOfLargest(values.AsSpan(n * OutputSize, OutputSize)))];
    }

    private int Samples(int length)
    {
        int size = InputShape.Size;
        return length % size == 0
            ? length / size
            : throw new ArgumentException($"inference: expected whole samples of {size} values ({InputShape}), got {length} values");
    }

    // One of pixels and values is given.
    private void Run(int samples, ReadOnlySpan<byte> pixels, ReadOnlySpan<float> values, Span<float> result)
    {
        if (result.Length != samples * OutputSize)
            throw new ArgumentException($"inference: result expected {OutputSize} values for each of {samples} samples, got {result.Length}", nameof(result));

        if (!_idle.TryTake(out var executor))
            executor = NewExecutor(_first);
        try
        {
            int size = InputShape.Size;
            for (int from = 0; from < samples; from += _batchSize)
            {
                int count = Math.Min(_batchSize, samples - from);
                executor.Begin(count);
                for (int i = 0; i < count; i++)
                {
                    int at = (from + i) * size;
                    foreach (var input in _inputs)
                    {
                        if (values.IsEmpty)
                            executor.SetPixels(input, i, pixels.Slice(at, input.Shape.Size));
                        else
                            executor.SetValues(input, i, values.Slice(at, input.Shape.Size));
                        at += input.Shape.Size;
                    }
                }

                executor.Forward(training: false);
                executor.Output.CopyTo(result[(from * OutputSize)..]);
            }
        }
        finally
        {
            _idle.Add(executor);
        }
    }

    private IExecutor NewExecutor(IExecutor? like = null) => _device.CreateExecutor(_network, _parameters, _batchSize, training: false, like);
}
