namespace Inkling.OpenCL;

/// <summary>A layer as a device computes it: its kernels, with their arguments.</summary>
/// <remarks>Made after the layers it reads, and told to <see cref="PrepareBackward"/> after the layers that read it: in the order of the backward pass.</remarks>
internal abstract class DeviceLayer(DeviceWork work)
{
    public DeviceWork Work { get; } = work;

    protected CommandQueue Queue => Work.Queue;

    protected DeviceMemory Memory => Work.Memory;

    /// <summary>N, the samples at hand.</summary>
    protected int Count => Work.Memory.Count;

    /// <summary>Makes the kernels of the backward pass, where there will be one.</summary>
    public virtual void PrepareBackward()
    {
    }

    /// <summary>Computes the output of the samples at hand.</summary>
    public abstract void Forward();

    /// <summary>Computes the gradients of inputs and parameters, given that of the output.</summary>
    public abstract void Backward();
}
