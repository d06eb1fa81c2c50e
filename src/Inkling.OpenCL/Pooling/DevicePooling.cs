using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>Every pooling layer: <see cref="MaxPooling2D"/>, <see cref="RowMaxPooling2D"/> and <see cref="SumPooling2D"/>.</summary>
internal sealed class DevicePooling : DeviceLayer
{
    private const string Sources = "Pooling.cl";

    private readonly KernelArgument[] _windows;
    private readonly int? _divisor;
    private readonly DeviceBuffer? _places;
    private readonly Kernel _forward;
    private Kernel? _backward;

    public DevicePooling(DeviceWork work)
        : base(work)
    {
        var from = work.Inputs[0].Layer.Shape;
        var (sizeY, sizeX, strideY, strideX, padding) = work.Layer switch
        {
            RowMaxPooling2D { Rows: var rows } => (rows, 1, rows, 1, 0),
            MaxPooling2D { Extents: var plan } => (plan.Size, plan.Size, plan.Stride, plan.Stride, plan.Padding),
            _ => ((SumPooling2D)work.Layer).Extents is var plan ? (plan.Size, plan.Size, plan.Stride, plan.Stride, plan.Padding) : default,
        };
        _windows = [from.Height, from.Width, sizeY, sizeX, strideY, strideX, padding, work.Layer.Shape.Height, work.Layer.Shape.Width];
        _divisor = work.Layer is SumPooling2D sum ? sum.Divisor switch { PoolingDivisor.One => 0, PoolingDivisor.RootOfCells => 1, _ => 2 } : null;
        if (_divisor is { } kind)
        {
            _forward = Queue.Kernel(Sources, "sum_pool", [0, .. _windows, work.Inputs[0].Output, work.Output, kind]);
        }
        else
        {
            _places = Queue.Allocate(work.Bytes(work.Layer.Shape.Size));
            _forward = Queue.Kernel(Sources, "max_pool", [0, .. _windows, work.Inputs[0].Output, work.Output, _places]);
        }
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (!input.NeedsGradient)
            return;

        _backward = _places is null
            ? Queue.Kernel(Sources, "sum_pool_gradient", [0, .. _windows, Work.Gradient, _divisor!.Value, input.Gradient, input.AddsToGradient()])
            : Queue.Kernel(Sources, "max_pool_gradient", [0, .. _windows, Work.Gradient, _places, input.Gradient, input.AddsToGradient()]);
    }

    public override void Forward() => _forward.Over((long)Count * Work.Layer.Shape.Size);

    public override void Backward() => _backward?.Over((long)Count * Work.Inputs[0].Layer.Shape.Size);
}
