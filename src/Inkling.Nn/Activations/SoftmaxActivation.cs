namespace Inkling.Nn;

/// <inheritdoc cref="Activation.Softmax"/>
internal sealed class SoftmaxActivation() : Activation("softmax", keepsOrder: false)
{
    internal override void Forward(int size, Span<float> y) => Compute.Softmax.Forward(size, y);

    internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Softmax.Backward(size, y, gradient);
}
