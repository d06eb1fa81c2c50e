namespace Inkling.Nn;

/// <summary>A function applied to what a layer computed.</summary>
/// <remarks>Each one knows its derivative in terms of its own output, so that it can work in place. Stateless; safe on any thread.</remarks>
public abstract class Activation
{
    private protected Activation(string name, bool keepsOrder = true)
    {
        Name = name;
        KeepsOrder = keepsOrder;
    }

    /// <summary>max(0, x).</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>Hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>Probabilities: e^xᵢ / Σⱼ e^xⱼ over all values of a sample.</summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    /// <summary>x itself: no activation.</summary>
    public static Activation Linear { get; } = new LinearActivation();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Activation> All { get; } = [Relu, Sigmoid, Tanh, Softmax, Linear];

    /// <summary>Its name in summaries and files.</summary>
    public string Name { get; }

    /// <summary>True for a function of one value that never falls: the largest of some values stays the largest.</summary>
    internal bool KeepsOrder { get; }

    /// <summary>y = f(y), in place.</summary>
    /// <param name="size">Values of a sample.</param>
    /// <param name="y">[N, size].</param>
    internal abstract void Forward(int size, Span<float> y);

    /// <summary>gradient = gradient·f', in place.</summary>
    /// <param name="size">Values of a sample.</param>
    /// <param name="y">What forward gave.</param>
    /// <param name="gradient">In: of the output; out: of the input.</param>
    internal abstract void Backward(int size, ReadOnlySpan<float> y, Span<float> gradient);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class ReluActivation() : Activation("relu")
    {
        internal override void Forward(int size, Span<float> y) => Compute.Relu.Forward(y);

        internal override void Backward(int size, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Relu.Backward(y, gradient);
    }

    private sealed class SigmoidActivation() : Activation("sigmoid")
    {
        internal override void Forward(int size, Span<float> y) => Compute.Sigmoid.Forward(y);

        internal override void Backward(int size, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Sigmoid.Backward(y, gradient);
    }

    private sealed class TanhActivation() : Activation("tanh")
    {
        internal override void Forward(int size, Span<float> y) => Compute.Tanh.Forward(y);

        internal override void Backward(int size, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Tanh.Backward(y, gradient);
    }

    private sealed class SoftmaxActivation() : Activation("softmax", keepsOrder: false)
    {
        internal override void Forward(int size, Span<float> y) => Compute.Softmax.Forward(size, y);

        internal override void Backward(int size, ReadOnlySpan<float> y, Span<float> gradient) => Compute.Softmax.Backward(size, y, gradient);
    }

    private sealed class LinearActivation() : Activation("linear")
    {
        internal override void Forward(int size, Span<float> y)
        {
        }

        internal override void Backward(int size, ReadOnlySpan<float> y, Span<float> gradient)
        {
        }
    }
}
