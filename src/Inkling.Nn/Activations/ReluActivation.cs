namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Relu"/>
internal sealed class ReluActivation() : Activation("relu")
{
    internal override void Forward(int size, Span<float> y) => Compute.Relu.Forward(y);

    internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Relu.Backward(y, gradient);
}
