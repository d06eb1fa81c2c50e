using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Inkling.OpenCL;

/// <summary>A device as commands see it: its context, and the programs that have been built for it.</summary>
/// <remarks>Safe on any thread. Nothing is asked of the device before the first use.</remarks>
internal sealed class OpenClContext
{
    private const string Options = "-cl-std=CL1.2 -cl-mad-enable -cl-no-signed-zeros";

    private readonly nint _device;
    private readonly Lazy<nint> _context;
    private readonly ConcurrentDictionary<string, Lazy<nint>> _programs = new();

    public OpenClContext(nint device)
    {
        const uint MaxComputeUnits = 0x1002, MaxGroupSize = 0x1004, MaxAllocation = 0x1010, GlobalMemory = 0x101F, DeviceName = 0x102B;
        _device = device;
        Name = Text(DeviceName);
        ComputeUnits = (int)Number(MaxComputeUnits);
        LargestGroup = (int)Number(MaxGroupSize);
        LargestBuffer = (long)Number(MaxAllocation);
        Memory = (long)Number(GlobalMemory);
        _context = new(() =>
        {
            nint context = OpenClLibrary.CreateContext(0, 1, [device], 0, 0, out int error);
            OpenClException.Check(error, Name, "a context");
            return context;
        });
    }

    /// <summary>Asks for a text, or for its length alone where there is no place for it.</summary>
    public delegate int TextQuery(Span<byte> value, out nuint length);

    public string Name { get; }

    public int ComputeUnits { get; }

    public int LargestGroup { get; }

    public long LargestBuffer { get; }

    public long Memory { get; }

    public nint Handle => _context.Value;

    public nint CreateQueue()
    {
        nint queue = OpenClLibrary.CreateCommandQueue(Handle, _device, 0, out int error);
        OpenClException.Check(error, Name, "a queue of commands");
        return queue;
    }

    /// <summary>Makes a kernel; its program is built where this is the first of it.</summary>
    /// <param name="sources">The source files, separated by spaces: one text in this order.</param>
    /// <param name="name">The kernel's name.</param>
    /// <param name="options">Options for the compiler.</param>
    public nint CreateKernel(string sources, string name, string options)
    {
        nint program = _programs.GetOrAdd($"{sources} {options}", _ => new(() => Build(sources, options))).Value;
        nint kernel = OpenClLibrary.CreateKernel(program, name, out int error);
        OpenClException.Check(error, Name, $"kernel '{name}'");
        return kernel;
    }

    /// <summary>A property of the device that is a number, of 4 or 8 bytes.</summary>
    public ulong Number(uint what)
    {
        ulong value = 0;
        _ = OpenClLibrary.GetDeviceInfo(_device, what, sizeof(ulong), MemoryMarshal.AsBytes(new Span<ulong>(ref value)), out _);
        return value;
    }

    /// <summary>A property of the device that is a text.</summary>
    public string Text(uint what) => Text((Span<byte> value, out nuint length) => OpenClLibrary.GetDeviceInfo(_device, what, (nuint)value.Length, value, out length));

    /// <summary>A text whose length is asked for first.</summary>
    public static string Text(TextQuery query)
    {
        _ = query(default, out nuint length);
        byte[] bytes = new byte[length];
        _ = query(bytes, out _);
        return Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
    }

    private nint Build(string sources, string options)
    {
        const uint BuildLog = 0x1183;
        string[] texts = [.. sources.Split(' ').Select(Source)];
        nint program = OpenClLibrary.CreateProgram(Handle, (uint)texts.Length, texts, 0, out int error);
        OpenClException.Check(error, Name, sources);
        error = OpenClLibrary.BuildProgram(program, 1, [_device], $"{Options} {options}", 0, 0);
        if (error == 0)
            return program;

        string log = Text((Span<byte> value, out nuint length) => OpenClLibrary.GetProgramBuildInfo(program, _device, BuildLog, (nuint)value.Length, value, out length));
        throw new OpenClException($"{Name}: {sources} could not be built ({error}): {log}");
    }

    private static string Source(string name)
    {
        using var reader = new StreamReader(typeof(OpenClContext).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
