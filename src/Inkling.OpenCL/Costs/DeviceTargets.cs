using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>The true numbers of the samples at hand: <see cref="TargetInput"/>.</summary>
internal sealed class DeviceTargets(DeviceWork work) : DeviceLayer(work)
{
    private readonly float[] _targets = new float[work.Memory.Capacity * work.Layer.Shape.Size];

    private int Size => Work.Layer.Shape.Size;

    /// <summary>[N, targets].</summary>
    public ReadOnlySpan<float> AtHand => _targets.AsSpan(0, Count * Size);

    public void Set(int sample, ReadOnlySpan<float> targets) => targets.CopyTo(_targets.AsSpan(sample * Size, Size));

    public override void Forward() => Queue.Write<float>(Work.Output, AtHand);

    public override void Backward()
    {
    }
}
