namespace Inkling.OpenCL;

/// <summary>What a device of OpenCL is.</summary>
public enum DeviceKind
{
    /// <summary>The processors of the machine, driven as a device.</summary>
    Cpu,

    /// <summary>A graphics processor.</summary>
    Gpu,

    /// <summary>Anything else.</summary>
    Accelerator,
}
