using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>What one layer sees of an executor's memory while it computes: spans of exactly the samples at hand.</summary>
public sealed class LayerWorkspace
{
    private readonly Layer _layer;
    private readonly LayerWorkspace[] _inputs;
    private readonly AlignedBuffer _output;
    private readonly AlignedBuffer _outputGradient;
    private readonly AlignedBuffer _scratch;
    private readonly AlignedBuffer _saved;
    private readonly AlignedBuffer _statistics;
    private readonly int[] _indices;
    private readonly int[] _labels;
    private readonly int[] _labelCounts;
    private readonly Memory<float> _parameters;

    /// <param name="layer">The layer this is the memory of.</param>
    /// <param name="inputs">The memories of its inputs.</param>
    /// <param name="parameters">The buffer of all parameters.</param>
    /// <param name="offsets">Where the layer's parameters begin in it.</param>
    /// <param name="scratch">Shared by all layers.</param>
    /// <param name="capacity">Samples there is room for.</param>
    /// <param name="output">The memory of the output, or null where it lies in the first input's.</param>
    /// <param name="needsGradient">Whether a gradient of the output is ever asked for.</param>
    /// <param name="gradientInPlace">Whether that gradient lies in the memory of the first input's, as it does in place.</param>
    /// <param name="packed">What another layer has prepared alike, or null for memory of its own.</param>
    internal LayerWorkspace(
        Layer layer, LayerWorkspace[] inputs, Memory<float> parameters, int[] offsets, AlignedBuffer scratch, int capacity, AlignedBuffer? output, bool needsGradient, bool gradientInPlace,
        AlignedBuffer? packed = null)
    {
        _layer = layer;
        _inputs = inputs;
        _parameters = parameters;
        Offsets = offsets;
        _scratch = scratch;
        InPlace = output is null;
        NeedsGradient = needsGradient;
        GradientInPlace = gradientInPlace;

        _output = output ?? inputs[0]._output;
        _outputGradient = !needsGradient ? new(0) : gradientInPlace ? inputs[0]._outputGradient : new(checked(capacity * layer.Shape.Size));
        PackedBuffer = packed ?? new(layer.Memory.Packed);
        _saved = new(checked(capacity * layer.Memory.Saved));
        _statistics = new(layer.Memory.Statistics);
        _indices = new int[capacity * layer.Memory.Indices];
        _labels = layer switch
        {
            LabelInput => new int[capacity],
            LabelSequenceInput sequences => new int[checked(capacity * sequences.MaxLength)],
            _ => [],
        };
        _labelCounts = layer is LabelSequenceInput ? new int[capacity] : [];
    }

    /// <summary>Where the layer's parameters begin in the buffer of all.</summary>
    internal int[] Offsets { get; }

    /// <summary>N, the samples at hand.</summary>
    public int Count { get; internal set; }

    /// <summary>True while training; false while testing or inferring.</summary>
    public bool Training { get; internal set; }

    /// <summary>What the random choices of a layer depend on in this run: of no two layers of a network alike.</summary>
    public ulong RandomKey { get; internal set; }

    /// <summary>What each sample counts in the mean over the minibatch; set by the executor for each backward pass.</summary>
    public float SampleWeight { get; internal set; }

    /// <summary>True where output and gradient lie in the memory of the first input.</summary>
    public bool InPlace { get; }

    /// <summary>True where the gradient lies in the memory of the first input's: the backward pass then overwrites it, and adds nothing.</summary>
    internal bool GradientInPlace { get; }

    /// <summary>True where some parameter lies behind this layer, so that its output needs a gradient.</summary>
    public bool NeedsGradient { get; }

    /// <summary>[N, layer size].</summary>
    public Span<float> Output => _output.Span[..(Count * _layer.Shape.Size)];

    /// <summary>[N, layer size]; the layer may overwrite it in its backward pass, since nobody reads it afterwards.</summary>
    public Span<float> OutputGradient => _outputGradient.Span[..(NeedsGradient ? Count * _layer.Shape.Size : 0)];

    /// <summary>Floats without meaning between calls.</summary>
    public Span<float> Scratch => _scratch.Span;

    /// <summary>What <see cref="Layer.Prepare"/> made of the parameters.</summary>
    public Span<float> Packed => PackedBuffer.Span;

    /// <summary>The memory of <see cref="Packed"/>, which other executors may read, too.</summary>
    internal AlignedBuffer PackedBuffer { get; }

    /// <summary>[N, saved floats], from forward to backward.</summary>
    public Span<float> Saved => _saved.Span[..(Count * _layer.Memory.Saved)];

    /// <summary>Floats that are not per sample, from forward to backward.</summary>
    public Span<float> Statistics => _statistics.Span;

    /// <summary>[N, saved integers], from forward to backward.</summary>
    public Span<int> Indices => _indices.AsSpan(0, Count * _layer.Memory.Indices);

    /// <summary>[N] classes, of a label input.</summary>
    public Span<int> Labels => _labels.AsSpan(0, Count);

    /// <summary>The labels of one sample, of an input of label sequences.</summary>
    public ReadOnlySpan<int> LabelsOf(int sample) => _labels.AsSpan(sample * _layer.Shape.Size, _labelCounts.AsSpan(0, Count)[sample]);

    /// <summary>Sets the labels of one sample, of an input of label sequences.</summary>
    internal void SetLabels(int sample, ReadOnlySpan<byte> labels)
    {
        _labelCounts.AsSpan(0, Count)[sample] = labels.Length;
        for (int i = 0; i < labels.Length; i++)
            _labels[sample * _layer.Shape.Size + i] = labels[i];
    }

    /// <summary>The buffer that gradients of parameters are added to; set by the executor for each backward pass.</summary>
    internal Memory<float> Gradients { get; set; }

    /// <summary>The memory of an input layer.</summary>
    public LayerWorkspace InputWork(int index) => _inputs[index];

    /// <summary>[N, input size].</summary>
    public ReadOnlySpan<float> Input(int index = 0) => _inputs[index].Output;

    /// <summary>[N, input size], to be added to.</summary>
    public Span<float> InputGradient(int index = 0) => _inputs[index].OutputGradient;

    /// <summary>The values of a parameter, in the order of <see cref="Layer.Parameters"/>.</summary>
    public ReadOnlySpan<float> Parameter(int index) => _parameters.Span.Slice(Offsets[index], _layer.Parameters[index].Length);

    /// <summary>The gradient of a parameter, to be added to.</summary>
    public Span<float> ParameterGradient(int index) => Gradients.Span.Slice(Offsets[index], _layer.Parameters[index].Length);
}
