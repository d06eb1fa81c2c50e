namespace Inkling.Nn;

/// <summary>What runs a network forward, wherever that is computed: samples are set, then computed, then their results are read.</summary>
internal interface IExecutor
{
    /// <summary>What the last layer gave, [samples, values]; of a cost, one cost per sample. Valid until the next run.</summary>
    ReadOnlySpan<float> Output { get; }

    /// <summary>What was predicted, [samples, values], also when the last layer is a cost. Valid until the next run.</summary>
    ReadOnlySpan<float> Prediction { get; }

    /// <summary>Says how many samples the next run has; to be called before they are set.</summary>
    void Begin(int count, ulong randomKey = 0);

    /// <summary>Sets one sample of an input from bytes, scaled as the input says.</summary>
    void SetPixels(DataInput input, int sample, ReadOnlySpan<byte> pixels);

    /// <summary>Sets one sample of an input from values that are used as they are.</summary>
    void SetValues(DataInput input, int sample, ReadOnlySpan<float> values);

    /// <summary>Sets the true class of one sample.</summary>
    void SetLabel(LabelInput input, int sample, int label);

    /// <summary>Sets the true labels of one sample.</summary>
    void SetLabels(LabelSequenceInput input, int sample, ReadOnlySpan<byte> labels);

    /// <summary>Sets the true numbers of one sample.</summary>
    void SetTargets(TargetInput input, int sample, ReadOnlySpan<float> targets);

    /// <summary>Computes all layers, first to last.</summary>
    void Forward(bool training);
}
