using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>Memory of a device, which lives as long as the queue it was taken by.</summary>
internal sealed class DeviceBuffer(CommandQueue queue, nint handle) : DeviceVector
{
    public nint Handle => handle;

    public override void Write(ReadOnlySpan<float> values) => queue.Write(this, values);

    public override void Read(Span<float> values) => queue.Read(this, values);
}
