using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="DataInput"/>: samples are gathered here, and sent together as bytes or as numbers.</summary>
internal sealed class DeviceInput : DeviceLayer
{
    private readonly byte[] _pixels;
    private readonly DeviceBuffer _bytes;
    private readonly Kernel _scale;
    private float[]? _values;
    private bool _isOfValues;

    public DeviceInput(DeviceWork work)
        : base(work)
    {
        var scaling = ((DataInput)work.Layer).Scaling.GetValueOrDefault(); // of bytes, which an input of numbers takes none of
        _pixels = new byte[work.Memory.Capacity * Size];
        _bytes = Queue.Allocate(_pixels.Length);
        _scale = Queue.Kernel("Elementwise.cl", "scale_pixels", 0, scaling.Scale, scaling.Low, _bytes, work.Output);
    }

    private int Size => Work.Layer.Shape.Size;

    public void Set(int sample, ReadOnlySpan<byte> pixels)
    {
        _isOfValues = false;
        pixels.CopyTo(_pixels.AsSpan(sample * Size, Size));
    }

    public void Set(int sample, ReadOnlySpan<float> values)
    {
        _isOfValues = true;
        _values ??= new float[_pixels.Length];
        values.CopyTo(_values.AsSpan(sample * Size, Size));
    }

    public override void Forward()
    {
        if (_isOfValues)
        {
            Queue.Write<float>(Work.Output, _values.AsSpan(0, Count * Size));
            return;
        }

        Queue.Write<byte>(_bytes, _pixels.AsSpan(0, Count * Size));
        _scale.Over((long)Count * Size);
    }

    public override void Backward()
    {
    }
}
