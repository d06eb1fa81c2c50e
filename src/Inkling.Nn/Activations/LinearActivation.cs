namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Linear"/>
internal sealed class LinearActivation() : Activation("linear")
{
    internal override void Forward(int size, Span<float> y)
    {
    }

    internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient)
    {
    }
}
