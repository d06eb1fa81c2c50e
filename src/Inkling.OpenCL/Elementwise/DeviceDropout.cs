using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="Dropout"/>: what it drops is what the processors drop.</summary>
internal sealed class DeviceDropout : DeviceLayer
{
    private const string Sources = "Elementwise.cl";

    private readonly Kernel _copy;
    private DeviceBuffer? _keys;
    private Kernel? _forward;
    private Kernel? _backward;

    public DeviceDropout(DeviceWork work)
        : base(work)
    {
        int size = work.Layer.Shape.Size;
        _copy = Queue.Kernel(Sources, "copy_part", 0, size, work.Inputs[0].Output, size, 0, work.Output, size, 0, false);
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        int size = Work.Layer.Shape.Size;
        var (threshold, kept) = Compute.DropoutMask.Chances(((Dropout)Work.Layer).Rate);
        _keys = Queue.Allocate((long)Memory.Capacity * sizeof(ulong));
        _forward = Queue.Kernel(Sources, "dropout", 0, size, 0, 0, _keys, threshold, kept, input.Output, Work.Output, false);
        if (input.NeedsGradient)
            _backward = Queue.Kernel(Sources, "dropout", 0, size, 0, 0, _keys, threshold, kept, Work.Gradient, input.Gradient, input.AddsToGradient());
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

    private void Run(Kernel kernel)
    {
        kernel.Set(2, Count);
        kernel.Set(3, Memory.Shards);
        kernel.Over((long)Count * Work.Layer.Shape.Size);
    }
}
