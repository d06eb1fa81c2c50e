using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="MaxId"/>, which gives no gradient.</summary>
internal sealed class DeviceMaxId : DeviceLayer
{
    private const string Sources = "Elementwise.cl";

    private readonly Kernel _forward;
    private Kernel? _nothing;

    public DeviceMaxId(DeviceWork work)
        : base(work) =>
        _forward = Queue.Kernel(Sources, "max_id", 0, work.Inputs[0].Layer.Shape.Size, work.Inputs[0].Output, work.Output);

    public override void PrepareBackward()
    {
        // Where nobody else gives the input a gradient, it is 0.
        var input = Work.Inputs[0];
        if (input.NeedsGradient && !input.AddsToGradient())
            _nothing = Queue.Kernel(Sources, "fill", 0, 0f, input.Gradient);
    }

    public override void Forward() => _forward.Over(Count);

    public override void Backward() => _nothing?.Over((long)Count * Work.Inputs[0].Layer.Shape.Size);
}
