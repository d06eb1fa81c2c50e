using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>A cost of true numbers: <see cref="SquareErrorCost"/> of them, and <see cref="BinaryCrossEntropyCost"/>.</summary>
internal sealed class DeviceTargetCost : DeviceLayer
{
    private const string Sources = "Costs.cl";

    private readonly DeviceTargets _targets;
    private readonly Kernel _forward;
    private Kernel? _backward;

    public DeviceTargetCost(DeviceWork work, DeviceTargets targets)
        : base(work)
    {
        _targets = targets;
        var input = work.Inputs[0];
        if (work.Layer is BinaryCrossEntropyCost)
        {
            Prediction = Queue.Allocate(work.Bytes(Size));
            _forward = Queue.Kernel(Sources, "binary_cross_entropy", 0, Size, work.Inputs[1].Output, input.Output, Prediction, work.Output);
        }
        else
        {
            Prediction = input.Output;
            _forward = Queue.Kernel(Sources, "square_error_of_numbers", 0, Size, work.Inputs[1].Output, input.Output, work.Output);
        }
    }

    /// <summary>[N, targets].</summary>
    public DeviceBuffer Prediction { get; }

    private int Size => Work.Inputs[0].Layer.Shape.Size;

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (!input.NeedsGradient)
            return;

        float factor = Work.Layer is BinaryCrossEntropyCost ? 1f : 2f;
        _backward = Queue.Kernel(
            Sources, "difference_gradient", 0, Size, factor, Work.Inputs[1].Output, Prediction, Work.Gradient, input.Gradient, input.AddsToGradient());
    }

    public override void Forward()
    {
        if (Work.Layer is BinaryCrossEntropyCost cost)
            cost.Check(_targets.AtHand);
        _forward.Over(Count);
    }

    public override void Backward() => _backward?.Over((long)Count * Size);
}
