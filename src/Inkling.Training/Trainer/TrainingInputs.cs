using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Where the samples of a training enter its network: inputs of data, and one of labels, of sequences of them or of true numbers.</summary>
internal sealed class TrainingInputs
{
    private readonly DataInput[] _data;
    private readonly Layer _truth;
    private readonly int _size;

    /// <exception cref="ArgumentException">The network has other inputs.</exception>
    public TrainingInputs(Network network)
    {
        _data = [.. network.DataInputs];
        if (_data.Length == 0)
            throw new ArgumentException("trainer: expected a network with data inputs, got none");
        Layer[] truths = [.. network.LabelInputs, .. network.LabelSequenceInputs, .. network.TargetInputs];
        _truth = truths is [var only] ? only : throw new ArgumentException($"trainer: expected a network with one input of labels or targets, got {truths.Length}");
        _size = _data.Sum(input => input.Shape.Size);
        ShardSize = Shards.SizeFor(network);
    }

    /// <summary>The most samples of a shard.</summary>
    public int ShardSize { get; }

    /// <summary>Sets what is shown and what should be answered of one sample.</summary>
    /// <exception cref="ArgumentException">It does not fit the network.</exception>
    public void Set(IExecutor executor, int n, Sample sample)
    {
        SetData(executor, n, sample);
        if (_truth is TargetInput targets)
            executor.SetTargets(targets, n, sample.Targets.Span);
        else if (_truth is LabelSequenceInput labels)
            executor.SetLabels(labels, n, sample.Labels.Span);
        else if (sample.Labels.Length + sample.Targets.Length == 0)
            executor.SetLabel((LabelInput)_truth, n, sample.Label);
        else
            throw new ArgumentException($"trainer: sample expected one label, got {(sample.Labels.IsEmpty ? $"{sample.Targets.Length} targets" : $"a sequence of {sample.Labels.Length}")}", nameof(sample));
    }

    private void SetData(IExecutor executor, int n, Sample sample)
    {
        bool areBytes = sample.Values.IsEmpty;
        int length = areBytes ? sample.Pixels.Length : sample.Values.Length, from = 0;
        if (!areBytes && !sample.Pixels.IsEmpty)
            throw new ArgumentException("trainer: sample expected bytes or values, got both", nameof(sample));
        if (_data.Length > 1 && length != _size)
            throw new ArgumentException($"trainer: sample expected {_size} values for {string.Join(" + ", _data.Select(input => $"'{input.GivenName}'"))}, got {length}", nameof(sample));

        foreach (var input in _data)
        {
            int size = _data.Length == 1 ? length : input.Shape.Size;
            if (areBytes)
                executor.SetPixels(input, n, sample.Pixels.Span.Slice(from, size));
            else
                executor.SetValues(input, n, sample.Values.Span.Slice(from, size));
            from += size;
        }
    }
}
