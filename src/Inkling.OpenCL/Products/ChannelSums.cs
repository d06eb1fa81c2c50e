namespace Inkling.OpenCL;

/// <summary>The sums over samples and pixels of each channel: the gradient of a bias.</summary>
internal sealed class ChannelSums
{
    private const int GroupItems = 256;

    private readonly Kernel _kernel;
    private readonly SumParts _sums;
    private readonly int _channels;

    public ChannelSums(DeviceWork work, int channels, int pixels, int at)
    {
        _channels = channels;
        _sums = new(work.Queue, channels, channels, (long)work.Memory.Capacity * pixels / GroupItems * Tile.Depth, work.Memory.Gradients, at);
        _kernel = work.Queue.Kernel("Sums.cl", "sum_channels", 0, channels, pixels, 0, work.Gradient, _sums.Parts);
    }

    public void Run(int samples)
    {
        _kernel.Set(0, samples);
        _kernel.Set(3, (samples + _sums.Count - 1) / _sums.Count);
        _kernel.Groups(GroupItems, _channels, _sums.Count);
        _sums.Add();
    }
}
