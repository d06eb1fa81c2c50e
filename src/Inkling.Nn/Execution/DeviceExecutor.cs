namespace Inkling.Nn;

/// <summary>A network in the memory of a device: parameters, gradients and what optimizers remember stay there.</summary>
/// <remarks>One thread at a time.</remarks>
internal abstract class DeviceExecutor : IExecutor, IDisposable
{
    /// <summary>The parameters: written by whoever made the executor, and by <see cref="Step"/>.</summary>
    public abstract DeviceVector Parameters { get; }

    /// <summary>What <see cref="Backward"/> computed.</summary>
    public abstract DeviceVector Gradients { get; }

    /// <inheritdoc/>
    public abstract ReadOnlySpan<float> Output { get; }

    /// <inheritdoc/>
    public abstract ReadOnlySpan<float> Prediction { get; }

    /// <inheritdoc/>
    public void Begin(int count, ulong randomKey = 0) => Begin(count, [randomKey]);

    /// <summary>Says how many samples the next run has, and into how many shards they are cut: those normalize over their own samples, and drop by their own keys.</summary>
    /// <param name="count">N, the samples.</param>
    /// <param name="shardKeys">A key per shard.</param>
    public abstract void Begin(int count, ReadOnlySpan<ulong> shardKeys);

    /// <inheritdoc/>
    public abstract void SetPixels(DataInput input, int sample, ReadOnlySpan<byte> pixels);

    /// <inheritdoc/>
    public abstract void SetValues(DataInput input, int sample, ReadOnlySpan<float> values);

    /// <inheritdoc/>
    public abstract void SetLabel(LabelInput input, int sample, int label);

    /// <inheritdoc/>
    public abstract void SetLabels(LabelSequenceInput input, int sample, ReadOnlySpan<byte> labels);

    /// <inheritdoc/>
    public abstract void SetTargets(TargetInput input, int sample, ReadOnlySpan<float> targets);

    /// <inheritdoc/>
    public abstract void Forward(bool training);

    /// <summary>Computes the gradients of all parameters, after <see cref="Forward"/>.</summary>
    /// <param name="scale">The gradient of every value of the last layer.</param>
    public abstract void Backward(float scale);

    /// <summary>Takes memory for a value of each parameter; zero at first.</summary>
    public abstract DeviceVector CreateVector();

    /// <summary>The sum of the squares of the gradients of some parameters.</summary>
    public abstract double SumOfSquares(ReadOnlySpan<Range> ranges);

    /// <summary>Takes a step of some parameters.</summary>
    /// <param name="step">Which.</param>
    /// <param name="ranges">Of which parameters.</param>
    /// <param name="moments">What the optimizer remembers, two at most.</param>
    /// <exception cref="NotSupportedException">The device has no such formula.</exception>
    public abstract void Step(in ParameterStep step, ReadOnlySpan<Range> ranges, IReadOnlyList<DeviceVector> moments);

    /// <summary>Moves values towards others: to ← to + share·(from − to).</summary>
    public abstract void Approach(DeviceVector from, DeviceVector to, float share, Range range);

    /// <inheritdoc/>
    public abstract void Dispose();
}
