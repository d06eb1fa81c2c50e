using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>The labels of the samples at hand: <see cref="LabelInput"/> and <see cref="LabelSequenceInput"/>.</summary>
internal sealed class DeviceLabels : DeviceLayer
{
    private readonly int[] _labels;
    private readonly int[] _lengths;
    private readonly int _most;

    public DeviceLabels(DeviceWork work)
        : base(work)
    {
        _most = work.Layer.Shape.Size;
        _labels = new int[work.Memory.Capacity * _most];
        _lengths = new int[work.Memory.Capacity];
    }

    public void Set(int sample, int label) => _labels[sample] = label;

    public void Set(int sample, ReadOnlySpan<byte> labels)
    {
        _lengths[sample] = labels.Length;
        for (int i = 0; i < labels.Length; i++)
            _labels[sample * _most + i] = labels[i];
    }

    /// <summary>The sequence of a sample.</summary>
    public ReadOnlySpan<int> Of(int sample) => _labels.AsSpan(sample * _most, _lengths[sample]);

    public override void Forward()
    {
        if (Work.Layer is LabelInput)
            Queue.Write<int>(Work.Output, _labels.AsSpan(0, Count));
    }

    public override void Backward()
    {
    }
}
