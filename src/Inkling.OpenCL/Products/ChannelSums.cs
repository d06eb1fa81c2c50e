namespace Inkling.OpenCL;

/// <summary>The sums over samples and pixels of each channel: the gradient of a bias.</summary>
internal sealed class ChannelSums
{
    private const int GroupItems = 256;

    private readonly Kernel _kernel;
    private readonly SumParts _sums;
    private readonly int _channels;
    private readonly int _pixels;

    public ChannelSums(DeviceWork work, int channels, int pixels, int at)
    {
        (_channels, _pixels) = (channels, pixels);
        _sums = new(work.Queue, channels, channels, TermsOf(work.Memory.Capacity), work.Memory.Gradients, at);
        _kernel = work.Queue.Kernel("Sums.cl", "sum_channels", 0, channels, pixels, 0, work.Gradient, _sums.Parts);
    }

    public void Run(int samples)
    {
        int parts = _sums.CountOf(TermsOf(samples));
        _kernel.Set(0, samples);
        _kernel.Set(3, (samples + parts - 1) / parts);
        _kernel.Groups(GroupItems, _channels, parts);
        _sums.Add(parts);
    }

    // A work-item adds every GroupItems-th value: what the others call a term is a round of theirs.
    private long TermsOf(int samples) => (long)samples * _pixels / GroupItems * Tile.Depth;
}
