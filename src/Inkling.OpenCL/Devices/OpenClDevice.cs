using System.Globalization;
using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>A device of OpenCL. Kernels are built for it when they are first used; drivers remember what they have built.</summary>
/// <remarks>Any number of threads may use a device, each with networks of its own.</remarks>
public sealed class OpenClDevice : Device
{
    private readonly OpenClContext _context;

    internal OpenClDevice(nint platform, nint device)
    {
        const uint Type = 0x1000, HostUnifiedMemory = 0x1035, DriverVersion = 0x102D, PlatformName = 0x0902;
        const ulong CpuBit = 2, GpuBit = 4;
        _context = new(device);
        ulong type = _context.Number(Type);
        Kind = (type & GpuBit) != 0 ? DeviceKind.Gpu : (type & CpuBit) != 0 ? DeviceKind.Cpu : DeviceKind.Accelerator;
        HasOwnMemory = _context.Number(HostUnifiedMemory) == 0;
        Driver = _context.Text(DriverVersion);
        Platform = OpenClContext.Text((Span<byte> value, out nuint length) => OpenClLibrary.GetPlatformInfo(platform, PlatformName, (nuint)value.Length, value, out length));
    }

    /// <inheritdoc/>
    public override string Name => _context.Name;

    /// <summary>What it is.</summary>
    public DeviceKind Kind { get; }

    /// <summary>Who drives it: <c>NVIDIA CUDA</c>, <c>Portable Computing Language</c> …</summary>
    public string Platform { get; }

    /// <summary>The version of the driver.</summary>
    public string Driver { get; }

    /// <summary>Bytes of its memory.</summary>
    public long Memory => _context.Memory;

    /// <summary>Whether its memory is not that of the machine.</summary>
    public bool HasOwnMemory { get; }

    /// <summary>Parts of it that compute side by side.</summary>
    public int ComputeUnits => _context.ComputeUnits;

    /// <summary><c>NVIDIA H200, GPU, 150.1 GB, NVIDIA CUDA 580.159.04</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}, {(Kind == DeviceKind.Accelerator ? "accelerator" : Kind.ToString().ToUpperInvariant())}, {Memory / 1e9:F1} GB, {Platform} {Driver}");

    internal override IExecutor CreateExecutor(Network network, Parameters parameters, int capacity, bool training, IExecutor? like = null) =>
        CreateExecutor(network, parameters, capacity, training, gradientOfInputs: false);

    internal OpenClExecutor CreateExecutor(Network network, Parameters parameters, int capacity, bool training, bool gradientOfInputs) =>
        new(_context, network, parameters, capacity, training, gradientOfInputs);
}
