using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="Dropout"/>: what it drops is what the processors drop.</summary>
internal sealed class DeviceDropout : DeviceLayer
{
    private const string Sources = "Elementwise.cl";

    private readonly Kernel _copy;
    private readonly DeviceBuffer? _keys;
    private readonly Kernel? _forward;
    private Kernel? _backward;

    public DeviceDropout(DeviceWork work)
        : base(work)
    {
        int size = work.Layer.Shape.Size;
        _copy = Queue.Kernel(Sources, "copy_part", 0, size, work.Inputs[0].Output, size, 0, work.Output, size, 0, false);
        if (!work.Memory.Learns)
            return;

        _keys = Queue.Allocate((long)work.Memory.Capacity * sizeof(ulong));
        _forward = Dropped(work.Inputs[0].Output, work.Output, adds: false);
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (input.NeedsGradient)
            _backward = Dropped(Work.Gradient, input.Gradient, input.AddsToGradient());
    }

    public override void Forward()
    {
        if (!Memory.Training)
        {
            _copy.Over((long)Count * Work.Layer.Shape.Size);
            return;
        }

        Span<ulong> keys = stackalloc ulong[Memory.ShardKeys.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = Compute.DropoutMask.Key(Memory.ShardKeys[i], Work.MaskPlace);
        Queue.Write<ulong>(_keys!, keys);
        Run(_forward!);
    }

    public override void Backward()
    {
        if (_backward is not null)
            Run(_backward);
    }

    private Kernel Dropped(DeviceBuffer from, DeviceBuffer to, bool adds)
    {
        var (threshold, kept) = Compute.DropoutMask.Chances(((Dropout)Work.Layer).Rate);
        return Queue.Kernel(Sources, "dropout", 0, Work.Layer.Shape.Size, 0, 0, _keys!, threshold, kept, from, to, adds);
    }

    private void Run(Kernel kernel)
    {
        kernel.Set(2, Count);
        kernel.Set(3, Memory.Shards);
        kernel.Over((long)Count * Work.Layer.Shape.Size);
    }
}
