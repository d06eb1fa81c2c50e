namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Linear"/>
internal sealed class LinearActivation() : Activation("linear")
{
    protected internal override void Forward(int size, Span<float> y)
    {
    }

    protected internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient)
    {
    }

    protected internal override GraphValue Export(GraphWriter graph) => graph.Value();
}
