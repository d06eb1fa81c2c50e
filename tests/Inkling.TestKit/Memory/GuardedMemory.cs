using System.Collections.Concurrent;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Inkling.TestKit;

/// <summary>Memory that ends where a page begins that nobody may read or write: whoever goes one byte too far is stopped by the processor.</summary>
/// <remarks>
/// In managed code that is a NullReferenceException where it happened. Memory that nobody refers to any more is used again. A span does not count
/// as a reference, so a thread holds on to the memory it took last: more than one call of a kernel works on.
/// </remarks>
internal sealed unsafe partial class GuardedMemory
{
    private const int HeldPerThread = 64;

    private const int NoAccess = 0;
    private const uint WindowsNoAccess = 0x01;

    private static readonly int Page = Environment.SystemPageSize;

    /// <summary>The regions that lie idle, by the power of two that their number of pages is.</summary>
    private static readonly ConcurrentQueue<nint>[] IdleRegions = [.. Enumerable.Range(0, 32).Select(_ => new ConcurrentQueue<nint>())];

    [ThreadStatic]
    private static Queue<GuardedMemory>? _held;

    private readonly byte* _region;
    private readonly int _size;

    /// <summary>So many bytes, the last of them just before the guard. Their content is whatever was there.</summary>
    public GuardedMemory(int bytes)
    {
        _size = Page * (int)BitOperations.RoundUpToPowerOf2((uint)(bytes / Page) + 1);
        _region = Regions.TryDequeue(out nint idle) ? (byte*)idle : NewRegion();
        Start = _region + _size - bytes;
        GC.AddMemoryPressure(_size + Page);
        _held ??= new();
        _held.Enqueue(this);
        if (_held.Count > HeldPerThread)
            _held.Dequeue();
    }

    ~GuardedMemory()
    {
        Regions.Enqueue((nint)_region);
        GC.RemoveMemoryPressure(_size + Page);
    }

    /// <summary>The first byte.</summary>
    public byte* Start { get; }

    private ConcurrentQueue<nint> Regions => IdleRegions[BitOperations.Log2((uint)(_size / Page))];

    private byte* NewRegion()
    {
        byte* region = (byte*)NativeMemory.AlignedAlloc((nuint)(_size + Page), (nuint)Page);
        bool done = OperatingSystem.IsWindows()
            ? VirtualProtect(region + _size, (nuint)Page, WindowsNoAccess, out _)
            : mprotect(region + _size, (nuint)Page, NoAccess) == 0;
        return done ? region : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mprotect(void* address, nuint length, int protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualProtect(void* address, nuint size, uint protection, out uint old);
}
