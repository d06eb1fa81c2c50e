using System.Text.Json;

namespace Inkling.Nn;

/// <summary>A <see cref="BatchNorm"/> and the rectifier that alone reads it, run as one: see <see cref="Fusion"/>.</summary>
/// <remarks>Shape and parameters: those of the normalization.</remarks>
internal sealed class RectifiedBatchNorm(Layer input, BatchNorm normalization) : Layer("rectified-batchnorm", name: null, normalization.Shape, input)
{
    public override IReadOnlyList<ParameterSpec> Parameters => normalization.Parameters;

    protected internal override LayerMemory Memory => normalization.Memory;

    internal override bool OverwritesGradient => true;

    protected internal override void Prepare(LayerWorkspace work) => normalization.Prepare(work);

    protected internal override void Forward(LayerWorkspace work) => normalization.Forward(work, floor: 0f);

    protected internal override void Backward(LayerWorkspace work) => normalization.Backward(work, floor: 0f);

    protected internal override void Describe(Utf8JsonWriter json) => throw new NotSupportedException("A fused layer exists in an executor only.");
}
