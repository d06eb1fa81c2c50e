using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="ActivationLayer"/>, of every activation of the library.</summary>
internal sealed class DeviceActivation : DeviceLayer
{
    private const string Sources = "Elementwise.cl";

    /// <summary>In the order of the numbers in Elementwise.cl.</summary>
    private static readonly Activation[] _functions =
    [
        Activation.Linear, Activation.Relu, Activation.Sigmoid, Activation.Tanh, Activation.SoftRelu, Activation.BRelu, Activation.STanh, Activation.SoftSign,
        Activation.Exp, Activation.Abs, Activation.Square, Activation.Log, Activation.Sqrt, Activation.Reciprocal,
    ];

    private readonly int _function;
    private readonly Kernel _forward;
    private Kernel? _backward;

    public DeviceActivation(DeviceWork work)
        : base(work)
    {
        var input = work.Inputs[0];
        _function = Array.IndexOf(_functions, ((ActivationLayer)work.Layer).Activation);
        _forward = IsSoftmax
            ? Queue.Kernel(Sources, "softmax", 0, work.Layer.Shape.Size, input.Output, work.Output)
            : Queue.Kernel(Sources, "activate", 0, _function, input.Output, work.Output);
    }

    private bool IsSoftmax => _function < 0;

    /// <summary>Whether the device has an activation.</summary>
    public static bool Knows(Activation activation) => activation == Activation.Softmax || _functions.Contains(activation);

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (!input.NeedsGradient)
            return;

        _backward = IsSoftmax
            ? Queue.Kernel(Sources, "softmax_gradient", 0, Work.Layer.Shape.Size, Work.Output, Work.Gradient, input.Gradient, input.AddsToGradient())
            : Queue.Kernel(Sources, "activate_gradient", 0, _function, input.Output, Work.Output, Work.Gradient, input.Gradient, input.AddsToGradient());
    }

    public override void Forward() => _forward.Over(Items);

    public override void Backward() => _backward?.Over(Items);

    private long Items => IsSoftmax ? Count : (long)Count * Work.Layer.Shape.Size;
}
