namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Relu"/>
internal sealed class ReluActivation() : Activation("relu")
{
    protected internal override void Forward(int size, Span<float> y) => Compute.Relu.Forward(y);

    protected internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Relu.Backward(y, gradient);

    protected internal override GraphValue Export(GraphWriter graph) => graph.Elementwise("Relu");
}
