using System.Diagnostics.CodeAnalysis;

namespace Inkling.OpenCL;

/// <summary>An argument of a kernel: its bytes, the first of them lowest, and how many there are.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "A list of arguments reads like that of a call.")]
internal readonly record struct KernelArgument(ulong Bits, nuint Size)
{
    public static implicit operator KernelArgument(int value) => new((uint)value, sizeof(int));

    public static implicit operator KernelArgument(uint value) => new(value, sizeof(uint));

    public static implicit operator KernelArgument(bool value) => new(value ? 1u : 0u, sizeof(int));

    public static implicit operator KernelArgument(float value) => new(BitConverter.SingleToUInt32Bits(value), sizeof(float));

    public static implicit operator KernelArgument(DeviceBuffer buffer) => new((ulong)buffer.Handle, (nuint)nint.Size);
}
