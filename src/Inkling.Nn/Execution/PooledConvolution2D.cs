using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>A <see cref="Convolution2D"/> and the <see cref="MaxPooling2D"/> that alone reads it, run as one: see <see cref="Fusion"/>.</summary>
/// <remarks>Shapes: the convolution's input; the pooling's output. Parameters: the convolution's.</remarks>
internal sealed class PooledConvolution2D : Layer
{
    private readonly Convolution2D _convolution;
    private readonly MaxPooling2D _pooling;
    private readonly PooledConvolution _plan;
    private readonly bool _training;

    /// <param name="convolution">The convolution.</param>
    /// <param name="pooling">The pooling.</param>
    /// <param name="training">Whether there may be a backward pass, which needs more memory.</param>
    public PooledConvolution2D(Convolution2D convolution, MaxPooling2D pooling, bool training)
        : base("conv-pool", name: null, pooling.Shape, [.. convolution.Inputs])
    {
        _convolution = convolution;
        _pooling = pooling;
        _training = training;
        _plan = PooledConvolution.Create(convolution.Extents, pooling.Extents);
    }

    public override IReadOnlyList<ParameterSpec> Parameters => _convolution.Parameters;

    protected internal override LayerMemory Memory => new(Scratch: _training ? _plan.ScratchLength : _plan.ForwardScratchLength, Packed: _plan.PackedLength, Indices: Shape.Size);

    protected internal override string Settings => $"{_convolution.Settings}, {_pooling.Settings}";

    protected internal override void Prepare(LayerWorkspace work) => _plan.PackWeights(work.Parameter(0), work.Packed);

    protected internal override void Forward(LayerWorkspace work) =>
        _plan.Forward(work.Count, work.Input(), work.Packed, work.Parameter(1), work.Output, work.Indices, work.Scratch);

    protected internal override void Backward(LayerWorkspace work)
    {
        _plan.BackwardWeights(
            work.Count, work.Input(), work.OutputGradient, work.Indices, work.ParameterGradient(0), work.ParameterGradient(1), work.Scratch);
        if (work.InputWork(0).NeedsGradient)
            _plan.BackwardInput(work.Count, work.Packed, work.OutputGradient, work.Indices, work.InputGradient(), work.Scratch);
    }

    protected internal override void Describe(Utf8JsonWriter json) => throw new NotSupportedException("A fused layer exists in an executor only.");
}
