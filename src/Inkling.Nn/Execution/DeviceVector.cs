namespace Inkling.Nn;

/// <summary>Numbers in the memory of a device: a value for each parameter.</summary>
internal abstract class DeviceVector
{
    /// <summary>Copies to the device.</summary>
    public abstract void Write(ReadOnlySpan<float> values);

    /// <summary>Waits for all that the device was asked to do, and copies from it.</summary>
    public abstract void Read(Span<float> values);
}
