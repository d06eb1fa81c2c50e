namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Tanh"/>
internal sealed class TanhActivation() : Activation("tanh")
{
    protected internal override void Forward(int size, Span<float> y) => Compute.Tanh.Forward(y);

    protected internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Tanh.Backward(y, gradient);

    protected internal override GraphValue Export(GraphWriter graph) => graph.Elementwise("Tanh");
}
