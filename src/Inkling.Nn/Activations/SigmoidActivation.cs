namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Sigmoid"/>
internal sealed class SigmoidActivation() : Activation("sigmoid")
{
    protected internal override void Forward(int size, Span<float> y) => Compute.Sigmoid.Forward(y);

    protected internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Sigmoid.Backward(y, gradient);

    protected internal override GraphValue Export(GraphWriter graph) => graph.Elementwise("Sigmoid");
}
