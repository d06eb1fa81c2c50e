using System.Globalization;
using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Two means: of the window at hand, and of the one before.</summary>
internal sealed class WindowAverage(int updates) : ModelAverage
{
    private readonly int _length = updates > 0
        ? updates
        : throw new ArgumentOutOfRangeException(nameof(updates), updates, "window average: expected a positive number of updates");

    internal override int BufferCount => 2;

    internal override void Update(ReadOnlySpan<float> values, Memory<float>[] averages, int offset, long number)
    {
        var current = averages[0].Span.Slice(offset, values.Length);
        long inWindow = (number - 1) % _length + 1;
        if (inWindow == 1)
            values.CopyTo(current);
        else
            Updates.Run(new RunningAverage((float)(1.0 / inWindow)), values, current);

        if (inWindow == _length)
            current.CopyTo(averages[1].Span.Slice(offset, values.Length));
    }

    internal override void UpdateOn(DeviceExecutor device, DeviceVector[] averages, Range all, long number)
    {
        long inWindow = (number - 1) % _length + 1;
        device.Approach(device.Parameters, averages[0], (float)(1.0 / inWindow), all);
        if (inWindow == _length)
            device.Approach(averages[0], averages[1], 1f, all);
    }

    internal override void Read(Memory<float>[] averages, int offset, long updates, Span<float> result)
    {
        ReadOnlySpan<float> current = averages[0].Span.Slice(offset, result.Length), complete = averages[1].Span.Slice(offset, result.Length);
        long begun = updates % _length, finished = updates < _length ? 0 : _length;
        double share = (double)begun / (begun + finished);
        for (int i = 0; i < result.Length; i++)
            result[i] = (float)(complete[i] + share * ((double)current[i] - complete[i]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"averaged in windows of {_length}");
}
