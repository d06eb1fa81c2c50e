using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="Columns"/>.</summary>
internal sealed class DeviceColumns : DeviceLayer
{
    private const string Sources = "Elementwise.cl";

    private readonly int _rows;
    private readonly int _context;
    private readonly Kernel _forward;
    private Kernel? _backward;

    public DeviceColumns(DeviceWork work)
        : base(work)
    {
        var from = work.Inputs[0].Layer.Shape;
        _rows = from.Channels * from.Height;
        _context = ((Columns)work.Layer).Context;
        _forward = Queue.Kernel(Sources, "columns", 0, _rows, from.Width, _context, work.Inputs[0].Output, work.Output);
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (input.NeedsGradient)
            _backward = Queue.Kernel(Sources, "columns_gradient", 0, _rows, input.Layer.Shape.Width, _context, Work.Gradient, input.Gradient, input.AddsToGradient());
    }

    public override void Forward() => _forward.Over((long)Count * Work.Layer.Shape.Size);

    public override void Backward() => _backward?.Over((long)Count * Work.Inputs[0].Layer.Shape.Size);
}
