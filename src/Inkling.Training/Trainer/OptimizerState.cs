using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>What an optimizer and an average remember of each parameter.</summary>
internal sealed class OptimizerState
{
    private readonly Parameters _parameters;
    private readonly ModelAverage? _average;

    public OptimizerState(Parameters parameters, UpdateRule rule)
    {
        _parameters = parameters;
        _average = rule.Average;
        Moments = Buffers(rule.Optimizer.MomentCount);
        Averages = Buffers(rule.Average?.BufferCount ?? 0);
    }

    /// <summary>What the optimizer remembers.</summary>
    public Memory<float>[] Moments { get; }

    /// <summary>What the average remembers.</summary>
    public Memory<float>[] Averages { get; }

    /// <summary>Overwrites the parameters of a copy, but for frozen ones, with their average, if one is taken and there has been an update.</summary>
    /// <param name="updates">How many updates there were.</param>
    /// <param name="copy">Of the parameters.</param>
    public void ReadAverage(long updates, Parameters copy)
    {
        if (updates == 0 || _average is null)
            return;

        foreach (var range in _parameters.LearnedRanges.Concat(_parameters.MovingAverages.Select(slot => slot.Range)))
            _average.Read(Averages, range.Start.Value, updates, copy.Buffer.Span[range]);
    }

    private Memory<float>[] Buffers(int count) => [.. Enumerable.Range(0, count).Select(_ => new AlignedBuffer(_parameters.Values.Length).Memory)];
}
