using System.Globalization;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>a ← a + max(1 − d, 1/t)·(w − a).</summary>
internal sealed class ExponentialAverage(double decay) : ModelAverage
{
    private readonly double _decay = decay is > 0.0 and < 1.0
        ? decay
        : throw new ArgumentOutOfRangeException(nameof(decay), decay, "exponential average: decay expected above 0 and below 1");

    internal override int BufferCount => 1;

    internal override void Update(ReadOnlySpan<float> values, Memory<float>[] averages, int offset, long number) =>
        Updates.Run(new RunningAverage((float)Math.Max(1.0 - _decay, 1.0 / number)), values, averages[0].Span.Slice(offset, values.Length));

    internal override void UpdateOn(DeviceExecutor device, DeviceVector[] averages, Range all, long number) =>
        device.Approach(device.Parameters, averages[0], (float)Math.Max(1.0 - _decay, 1.0 / number), all);

    internal override void Read(Memory<float>[] averages, int offset, long updates, Span<float> result) =>
        averages[0].Span.Slice(offset, result.Length).CopyTo(result);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"averaged with decay {_decay}");
}
