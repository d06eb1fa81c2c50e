namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Softmax"/>
internal sealed class SoftmaxActivation() : Activation("softmax", keepsOrder: false)
{
    protected internal override void Forward(int size, Span<float> y) => Compute.Softmax.Forward(size, y);

    protected internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Softmax.Backward(size, y, gradient);

    protected internal override GraphValue Export(GraphWriter graph)
    {
        string logits = graph.Flat();
        if (graph.Temperature != 1)
            logits = graph.Node("Div", "logits", [logits, graph.Constant((float)graph.Temperature)]);
        return new(graph.Node("Softmax", [logits], ("axis", 1)), IsFlat: true);
    }
}
