using System.Runtime.InteropServices;

namespace Inkling.OpenCL;

/// <summary>What a device has to do, one command after the other; and all the memory and kernels that it takes.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class CommandQueue : IDisposable
{
    private nint _queue;
    private long _bytes;
    private readonly List<nint> _buffers = [];
    private readonly List<nint> _kernels = [];

    public CommandQueue(OpenClContext device)
    {
        Device = device;
        _queue = device.CreateQueue();
    }

    ~CommandQueue() => Release();

    public OpenClContext Device { get; }

    /// <summary>Takes memory; what it holds at first is nothing.</summary>
    /// <exception cref="InsufficientMemoryException">There is not enough.</exception>
    public DeviceBuffer Allocate(long bytes)
    {
        const ulong ReadWrite = 1;
        bytes = Math.Max(bytes, sizeof(ulong));
        nint buffer = OpenClLibrary.CreateBuffer(Device.Handle, ReadWrite, (nuint)bytes, 0, out int error);
        OpenClException.Check(error, Device.Name, "a buffer");
        _buffers.Add(buffer);

        // So that the runtime knows what hangs on an object that nobody holds any more.
        _bytes += bytes;
        GC.AddMemoryPressure(bytes);
        return new(this, buffer);
    }

    /// <summary>Makes a kernel with its arguments.</summary>
    public Kernel Kernel(string sources, string name, params ReadOnlySpan<KernelArgument> arguments) => KernelOf(sources, name, "", arguments);

    /// <summary>Makes a kernel that is built with options for the compiler.</summary>
    public Kernel KernelOf(string sources, string name, string options, params ReadOnlySpan<KernelArgument> arguments)
    {
        nint kernel = Device.CreateKernel(sources, name, options);
        _kernels.Add(kernel);
        return new(this, name, kernel, arguments);
    }

    public void Run(Kernel kernel, ReadOnlySpan<nuint> items, ReadOnlySpan<nuint> groupItems) => OpenClException.Check(
        OpenClLibrary.EnqueueKernel(_queue, kernel.Handle, (uint)items.Length, 0, items, groupItems, 0, 0, 0), Device.Name, "kernel ", kernel.Name);

    /// <summary>Copies to the device; the values may change as soon as it returns.</summary>
    public void Write<T>(DeviceBuffer buffer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        if (bytes.IsEmpty)
            return;
        OpenClException.Check(OpenClLibrary.EnqueueWrite(_queue, buffer.Handle, 1, 0, (nuint)bytes.Length, bytes, 0, 0, 0), Device.Name, "a transfer");
    }

    /// <summary>Waits for all that was asked for, and copies from the device.</summary>
    public void Read<T>(DeviceBuffer buffer, Span<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        if (bytes.IsEmpty)
            return;
        OpenClException.Check(OpenClLibrary.EnqueueRead(_queue, buffer.Handle, 1, 0, (nuint)bytes.Length, bytes, 0, 0, 0), Device.Name, "a transfer");
    }

    /// <summary>Waits for all that was asked for.</summary>
    public void Finish() => OpenClException.Check(OpenClLibrary.Finish(_queue), Device.Name, "waiting");

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        foreach (nint kernel in _kernels)
            _ = OpenClLibrary.ReleaseKernel(kernel);
        foreach (nint buffer in _buffers)
            _ = OpenClLibrary.ReleaseBuffer(buffer);
        _kernels.Clear();
        _buffers.Clear();
        if (_queue != 0)
            _ = OpenClLibrary.ReleaseCommandQueue(_queue);
        _queue = 0;
        if (_bytes > 0)
            GC.RemoveMemoryPressure(_bytes);
        _bytes = 0;
    }
}
