using System.Globalization;
using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>The devices of this machine that networks can be computed on.</summary>
public static class Devices
{
    private const string Prefix = "opencl:";

    private static readonly Lazy<IReadOnlyList<OpenClDevice>> _found = new(Find);

    /// <summary>The devices that OpenCL knows, in the order of its platforms; none where the machine has no OpenCL. Safe on any thread.</summary>
    public static IReadOnlyList<OpenClDevice> All => _found.Value;

    /// <summary>Finds a device by a word.</summary>
    /// <param name="name"><c>cpu</c>: the processors, by the library's own kernels; <c>gpu</c>: the GPU with memory of its own, if there is one, and the most of it; <c>opencl:N</c>: number N of <see cref="All"/>, from 0.</param>
    /// <exception cref="ArgumentException">There is no such device; the message lists those that there are.</exception>
    public static Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == "cpu")
            return Device.Cpu;
        if (name == "gpu")
            return All.Where(device => device.Kind == DeviceKind.Gpu).MaxBy(device => (device.HasOwnMemory, device.Memory)) ?? throw None(name);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw new ArgumentException($"device '{name}': expected cpu, gpu or opencl:N", nameof(name));
        return number < All.Count ? All[number] : throw None(name);
    }

    private static ArgumentException None(string name) => new(
        $"device '{name}': there is none; found {(All.Count == 0 ? Absence : string.Join(", ", All.Select((device, i) => $"{Prefix}{i} {device}")))}", nameof(name));

    private static string Absence => OpenClLibrary.IsPresent
        ? "OpenCL without a device (its driver is missing: on Debian pocl-opencl-icd drives the processors, a GPU's comes from its vendor)"
        : "no OpenCL (on Debian: ocl-icd-libopencl1 and the driver of the device)";

    private static List<OpenClDevice> Find()
    {
        const ulong Everything = 0xFFFFFFFF;
        List<OpenClDevice> found = [];
        if (!OpenClLibrary.IsPresent || OpenClLibrary.GetPlatforms(0, [], out uint count) != 0)
            return found;

        nint[] platforms = new nint[count];
        _ = OpenClLibrary.GetPlatforms(count, platforms, out _);
        foreach (nint platform in platforms)
        {
            if (OpenClLibrary.GetDevices(platform, Everything, 0, [], out count) != 0)
                continue;

            nint[] devices = new nint[count];
            _ = OpenClLibrary.GetDevices(platform, Everything, count, devices, out _);
            found.AddRange(devices.Select(device => new OpenClDevice(platform, device)));
        }

        return found;
    }
}
