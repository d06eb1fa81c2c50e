using System.Reflection;
using System.Runtime.InteropServices;

namespace Inkling.OpenCL;

/// <summary>The functions of OpenCL 1.2 that are used here, as the machine's library has them; it is loaded at the first call.</summary>
/// <remarks>Source: Khronos, The OpenCL Specification, version 1.2. All of them may be called by any thread, but one thread at a time sets the arguments of a kernel.</remarks>
internal static partial class OpenClLibrary
{
    private const string Name = "OpenCL";

    static OpenClLibrary() => NativeLibrary.SetDllImportResolver(typeof(OpenClLibrary).Assembly, Resolve);

    /// <summary>Whether the machine has the library.</summary>
    public static bool IsPresent { get; } = Find(out _);

    [LibraryImport(Name, EntryPoint = "clGetPlatformIDs")]
    public static partial int GetPlatforms(uint entries, Span<nint> platforms, out uint count);

    [LibraryImport(Name, EntryPoint = "clGetPlatformInfo")]
    public static partial int GetPlatformInfo(nint platform, uint what, nuint size, Span<byte> value, out nuint length);

    [LibraryImport(Name, EntryPoint = "clGetDeviceIDs")]
    public static partial int GetDevices(nint platform, ulong kinds, uint entries, Span<nint> devices, out uint count);

    [LibraryImport(Name, EntryPoint = "clGetDeviceInfo")]
    public static partial int GetDeviceInfo(nint device, uint what, nuint size, Span<byte> value, out nuint length);

    [LibraryImport(Name, EntryPoint = "clCreateContext")]
    public static partial nint CreateContext(nint properties, uint count, ReadOnlySpan<nint> devices, nint notify, nint data, out int error);

    [LibraryImport(Name, EntryPoint = "clCreateCommandQueue")]
    public static partial nint CreateCommandQueue(nint context, nint device, ulong properties, out int error);

    [LibraryImport(Name, EntryPoint = "clReleaseCommandQueue")]
    public static partial int ReleaseCommandQueue(nint queue);

    [LibraryImport(Name, EntryPoint = "clCreateProgramWithSource", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateProgram(nint context, uint count, string[] sources, nint lengths, out int error);

    [LibraryImport(Name, EntryPoint = "clBuildProgram", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BuildProgram(nint program, uint count, ReadOnlySpan<nint> devices, string options, nint notify, nint data);

    [LibraryImport(Name, EntryPoint = "clGetProgramBuildInfo")]
    public static partial int GetProgramBuildInfo(nint program, nint device, uint what, nuint size, Span<byte> value, out nuint length);

    [LibraryImport(Name, EntryPoint = "clCreateKernel", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateKernel(nint program, string name, out int error);

    [LibraryImport(Name, EntryPoint = "clReleaseKernel")]
    public static partial int ReleaseKernel(nint kernel);

    [LibraryImport(Name, EntryPoint = "clSetKernelArg")]
    public static partial int SetKernelArgument(nint kernel, uint index, nuint size, in ulong value);

    [LibraryImport(Name, EntryPoint = "clEnqueueNDRangeKernel")]
    public static partial int EnqueueKernel(
        nint queue, nint kernel, uint dimensions, nint offset, ReadOnlySpan<nuint> items, ReadOnlySpan<nuint> groupItems, uint waits, nint waitList, nint done);

    [LibraryImport(Name, EntryPoint = "clCreateBuffer")]
    public static partial nint CreateBuffer(nint context, ulong flags, nuint size, nint host, out int error);

    [LibraryImport(Name, EntryPoint = "clReleaseMemObject")]
    public static partial int ReleaseBuffer(nint buffer);

    [LibraryImport(Name, EntryPoint = "clEnqueueWriteBuffer")]
    public static partial int EnqueueWrite(
        nint queue, nint buffer, uint waits, nuint offset, nuint size, ReadOnlySpan<byte> from, uint events, nint waitList, nint done);

    [LibraryImport(Name, EntryPoint = "clEnqueueReadBuffer")]
    public static partial int EnqueueRead(nint queue, nint buffer, uint waits, nuint offset, nuint size, Span<byte> to, uint events, nint waitList, nint done);

    [LibraryImport(Name, EntryPoint = "clFinish")]
    public static partial int Finish(nint queue);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name && Find(out nint library) ? library : 0;

    // Distributions ship the loader under the name with the version; the one without belongs to packages for development.
    private static bool Find(out nint library)
    {
        string[] names = OperatingSystem.IsWindows() ? ["OpenCL.dll"]
            : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
            : ["libOpenCL.so.1", "libOpenCL.so"];
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out library))
                return true;
        }

        library = 0;
        return false;
    }
}
