using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Where the samples of a training enter its network: one input of data, and one of labels or of sequences of them.</summary>
internal sealed class TrainingInputs
{
    private readonly DataInput _data;
    private readonly LabelInput? _label;
    private readonly LabelSequenceInput? _labels;

    /// <exception cref="ArgumentException">The network has other inputs.</exception>
    public TrainingInputs(Network network)
    {
        _data = Only(network.DataInputs, "data");
        var labels = Only<Layer>([.. network.LabelInputs, .. network.LabelSequenceInputs], "label");
        _label = labels as LabelInput;
        _labels = labels as LabelSequenceInput;
        ShardSize = Shards.SizeFor(network);
    }

    /// <summary>Whether labels are sequences.</summary>
    public bool AreSequences => _labels is not null;

    /// <summary>The most samples of a shard.</summary>
    public int ShardSize { get; }

    /// <summary>Sets pixels and labels of one sample.</summary>
    /// <exception cref="ArgumentException">It does not fit the network.</exception>
    public void Set(IExecutor executor, int n, Sample sample)
    {
        executor.SetPixels(_data, n, sample.Pixels.Span);
        if (_labels is not null)
            executor.SetLabels(_labels, n, sample.Labels.Span);
        else if (sample.Labels.IsEmpty)
            executor.SetLabel(_label!, n, sample.Label);
        else
            throw new ArgumentException($"trainer: sample expected one label, got a sequence of {sample.Labels.Length}", nameof(sample));
    }

    private static T Only<T>(IEnumerable<T> inputs, string kind)
        where T : Layer
    {
        T[] all = [.. inputs];
        return all is [var only] ? only : throw new ArgumentException($"trainer: expected a network with one {kind} input, got {all.Length}");
    }
}
