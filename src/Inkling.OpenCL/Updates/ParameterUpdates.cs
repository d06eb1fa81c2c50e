using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>The steps of optimizers, and averages, in the memory of a device.</summary>
internal sealed class ParameterUpdates(CommandQueue queue, DeviceBuffer parameters, DeviceBuffer gradients)
{
    private const string Sources = "Updates.cl";
    private const int GroupItems = 256, SquaresPerGroup = 16 * GroupItems;

    private static readonly string[] _formulas =
        ["momentum", "nesterov", "adam", "adamax", "adagrad", "decayed_adagrad", "adadelta", "rmsprop"];

    private readonly Dictionary<string, Kernel> _steps = [];
    private Kernel? _approach;
    private Kernel? _squares;
    private DeviceBuffer? _sums;

    public void Step(in ParameterStep step, ReadOnlySpan<Range> ranges, IReadOnlyList<DeviceVector> moments)
    {
        if (!_formulas.Contains(step.Formula))
            throw new NotSupportedException($"{queue.Device.Name}: there is no form of the optimizer '{step.Formula}' for devices");
        if (!_steps.TryGetValue(step.Formula, out var kernel))
        {
            DeviceBuffer first = moments.Count > 0 ? (DeviceBuffer)moments[0] : gradients, second = moments.Count > 1 ? (DeviceBuffer)moments[1] : gradients;
            kernel = queue.Kernel(Sources, $"step_{step.Formula}", 0, 0, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, parameters, gradients, first, second);
            _steps.Add(step.Formula, kernel);
        }

        ReadOnlySpan<float> settings = [step.Scale, step.Limit, step.L1, step.L2, step.Keep, step.A, step.B, step.C, step.D];
        for (int i = 0; i < settings.Length; i++)
            kernel.Set(2 + i, settings[i]);
        foreach (var range in ranges)
        {
            kernel.Set(1, range.Start.Value);
            kernel.Over(range.End.Value - range.Start.Value);
        }
    }

    public void Approach(DeviceVector from, DeviceVector to, float share, Range range)
    {
        _approach ??= queue.Kernel(Sources, "approach", 0, 0, 0f, (DeviceBuffer)from, (DeviceBuffer)to);
        _approach.Set(1, range.Start.Value);
        _approach.Set(2, share);
        _approach.Set(3, (DeviceBuffer)from);
        _approach.Set(4, (DeviceBuffer)to);
        _approach.Over(range.End.Value - range.Start.Value);
    }

    public double SumOfSquares(ReadOnlySpan<Range> ranges)
    {
        double total = 0.0;
        foreach (var range in ranges)
        {
            int length = range.End.Value - range.Start.Value, groups = (length + SquaresPerGroup - 1) / SquaresPerGroup;
            var sums = _sums is not null && _capacity >= groups ? _sums : _sums = queue.Allocate((_capacity = groups) * sizeof(float));
            _squares ??= queue.Kernel("Sums.cl", "sum_squares", 0, 0, SquaresPerGroup, gradients, sums);
            _squares.Set(0, range.Start.Value);
            _squares.Set(1, range.End.Value);
            _squares.Set(4, sums);
            _squares.Groups(GroupItems, groups);
            float[] parts = new float[groups];
            queue.Read(sums, parts.AsSpan());
            foreach (float part in parts)
                total += part;
        }

        return total;
    }

    private int _capacity;
}
