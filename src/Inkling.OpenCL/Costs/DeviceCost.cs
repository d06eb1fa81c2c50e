using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>A cost of single labels.</summary>
internal sealed class DeviceCost : DeviceLayer
{
    private const string Sources = "Costs.cl";

    private readonly Kernel _forward;
    private Kernel? _backward;

    public DeviceCost(DeviceWork work)
        : base(work)
    {
        var input = work.Inputs[0];
        if (work.Layer is ClassificationCost cost)
        {
            Prediction = Queue.Allocate(work.Bytes(Classes));
            _forward = Queue.Kernel(Sources, "classification", 0, Classes, cost.Smoothing, work.Inputs[1].Output, input.Output, Prediction, work.Output);
        }
        else
        {
            Prediction = input.Output;
            _forward = Queue.Kernel(Sources, Name, 0, Classes, work.Inputs[1].Output, input.Output, work.Output);
        }
    }

    /// <summary>[N, classes].</summary>
    public DeviceBuffer Prediction { get; }

    private int Classes => Work.Inputs[0].Layer.Shape.Size;

    private string Name => Work.Layer is CrossEntropyCost ? "cross_entropy" : "square_error";

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (!input.NeedsGradient)
            return;

        _backward = Work.Layer is ClassificationCost cost
            ? Queue.Kernel(
                Sources, "classification_gradient", 0, Classes, cost.Smoothing, Work.Inputs[1].Output, Prediction, Work.Gradient, input.Gradient, input.AddsToGradient())
            : Queue.Kernel(
                Sources, $"{Name}_gradient", 0, Classes, Work.Inputs[1].Output, input.Output, Work.Gradient, input.Gradient, input.AddsToGradient());
    }

    public override void Forward() => _forward.Over(Count);

    public override void Backward() => _backward?.Over(Count);
}
