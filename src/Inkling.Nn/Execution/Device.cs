namespace Inkling.Nn;

/// <summary>Where a network is computed: on the processors, by this library's own kernels, or on a device that another library knows, as a GPU.</summary>
/// <remarks>Immutable; any number of threads may use one.</remarks>
public abstract class Device
{
    internal Device()
    {
    }

    /// <summary>The processors of this machine.</summary>
    public static Device Cpu { get; } = new Processors();

    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>Makes what runs a network on it; on a device, a <see cref="DeviceExecutor"/>.</summary>
    /// <param name="network">The network; its last layer may be a cost.</param>
    /// <param name="parameters">Of this network.</param>
    /// <param name="capacity">The most samples per run.</param>
    /// <param name="training">Whether gradients will be asked for.</param>
    /// <param name="like">One that recognises with the same parameters, for images of any width: what the two prepare alike need be in memory only once.</param>
    /// <exception cref="NotSupportedException">The device has no form of one of the layers: nothing was allocated.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    internal abstract IExecutor CreateExecutor(Network network, Parameters parameters, int capacity, bool training, IExecutor? like = null);

    private sealed class Processors : Device
    {
        public override string Name => "CPU";

        internal override IExecutor CreateExecutor(Network network, Parameters parameters, int capacity, bool training, IExecutor? like = null) =>
            new Executor(network, parameters, capacity, training, (Executor?)like);
    }
}
