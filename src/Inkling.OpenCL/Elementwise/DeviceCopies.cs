using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="Add"/> and <see cref="Concatenate"/>: copies of the inputs to one place, or to places side by side.</summary>
internal sealed class DeviceCopies : DeviceLayer
{
    private const string Sources = "Elementwise.cl", Name = "copy_part";

    private readonly (Kernel Copy, int Size)[] _forward;
    private (Kernel Copy, int Size)[] _backward = [];

    public DeviceCopies(DeviceWork work)
        : base(work)
    {
        int to = work.Layer.Shape.Size;
        _forward = [.. Parts().Select((part, i) =>
            (Queue.Kernel(Sources, Name, 0, part.Size, part.Input.Output, part.Size, 0, work.Output, to, part.At, !IsConcatenation && i > 0), part.Size))];
    }

    private bool IsConcatenation => Work.Layer is Concatenate;

    public override void PrepareBackward()
    {
        int from = Work.Layer.Shape.Size;
        _backward = [.. Parts().Where(part => part.Input.NeedsGradient).Select(part =>
            (Queue.Kernel(Sources, Name, 0, part.Size, Work.Gradient, from, part.At, part.Input.Gradient, part.Size, 0, part.Input.AddsToGradient()), part.Size))];
    }

    public override void Forward() => Run(_forward);

    public override void Backward() => Run(_backward);

    private void Run((Kernel Copy, int Size)[] copies)
    {
        foreach (var (copy, size) in copies)
            copy.Over((long)Count * size);
    }

    private IEnumerable<(DeviceWork Input, int Size, int At)> Parts()
    {
        int at = 0;
        foreach (var input in Work.Inputs)
        {
            int size = input.Layer.Shape.Size;
            yield return (input, size, at);
            at += IsConcatenation ? size : 0;
        }
    }
}
