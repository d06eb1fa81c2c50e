using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>One update of all learnt parameters after the other, cut into slices that workers share; it changes what the optimizer remembers.</summary>
/// <remarks>
/// Frozen parameters are left alone, and their gradients have no part in the norm of all; moving averages take in what was observed.
/// Of several ranks, each updates a run of the slices. Slices have a fixed length and what is summed over them is added in their order, so that the result does not depend on how many workers there
/// are. Running an update allocates nothing.
/// </remarks>
internal sealed class ParameterUpdate
{
    /// <summary>Parameters updated by one worker at a time: a multiple of every register, so that cutting changes no bit.</summary>
    private const int SliceLength = 4096;

    private readonly Parameters _parameters;
    private readonly UpdateRule _rule;
    private readonly OptimizerState _state;
    private readonly ShardedNetwork _network;
    private readonly GradientExchange _gradients;
    private readonly double[] _squares;
    private readonly Action<int, int> _measureSlice;
    private readonly Action<int, int> _updateSlice;
    private double _rate;
    private double _norm;
    private long _number;

    public ParameterUpdate(Parameters parameters, UpdateRule rule, OptimizerState state, ShardedNetwork network, Communicator ranks)
    {
        _parameters = parameters;
        _rule = rule;
        _state = state;
        _network = network;
        _gradients = new(ranks, parameters.Values.Length, SliceLength);
        _squares = new double[(parameters.Values.Length + SliceLength - 1) / SliceLength];
        _measureSlice = (_, own) => MeasureSlice(_gradients.Slices.From + own);
        _updateSlice = (_, own) => UpdateSlice(_gradients.Slices.From + own);
    }

    /// <summary>Updates the parameters with the gradients of the last minibatch.</summary>
    /// <param name="team">Who does it.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="number">The 1-based number of the update.</param>
    public void Run(WorkerTeam team, double rate, long number)
    {
        _rate = rate;
        _number = number;
        int slices = _gradients.Slices.To - _gradients.Slices.From;
        _gradients.Run(_network.Gradients, _network.LearntShards);
        if (_rule.NeedsNorm)
        {
            if (slices > 0)
                team.Run(slices, _measureSlice);
            _gradients.Share(_squares);
            double sum = 0.0;
            foreach (double squares in _squares)
                sum += squares;
            _norm = Math.Sqrt(sum);
        }

        if (slices > 0)
            team.Run(slices, _updateSlice);
        _gradients.Share(_parameters.Buffer.Span);
    }

    /// <summary>Gives all ranks what the optimizer and its average remember of this one's slices.</summary>
    public void ShareState()
    {
        foreach (var remembered in _state.Moments.Concat(_state.Averages))
            _gradients.Share(remembered.Span);
    }

    private void MeasureSlice(int slice)
    {
        var gradients = AddShards(slice);
        double sum = 0.0;
        foreach (var range in _parameters.LearnedRanges)
        {
            var (from, to) = Within(range, slice);
            if (from < to)
                sum += Reductions.SumOfSquares(gradients[from..to]);
        }

        _squares[slice] = sum;
    }

    private void UpdateSlice(int slice)
    {
        int offset = slice * SliceLength;
        var gradients = _rule.NeedsNorm ? _gradients.Of(0, slice) : AddShards(slice);
        var values = _parameters.Buffer.Span.Slice(offset, gradients.Length);
        foreach (var range in _parameters.LearnedRanges)
        {
            var (from, to) = Within(range, slice);
            if (from < to)
                _rule.Update(new(values[from..to], gradients[from..to], _state.Moments, offset + from), _rate, _number, _norm);
        }

        // What stands in the place of their gradients is what the layers observed.
        foreach (var slot in _parameters.MovingAverages)
        {
            var (from, to) = Within(slot.Range, slice);
            if (from < to)
                Updates.Run(new RunningAverage((float)(1.0 - slot.Spec.MovingAverage!.Value)), gradients[from..to], values[from..to]);
        }

        // Of frozen parameters too: once they are learnt again, their average has missed nothing.
        _rule.Average?.Update(values, _state.Averages, offset, _number);
    }

    // Where a range of the parameters lies within a slice, counted from its beginning; empty, from >= to, where it does not.
    private static (int From, int To) Within(Range range, int slice)
    {
        int offset = slice * SliceLength;
        return (Math.Max(range.Start.Value - offset, 0), Math.Min(range.End.Value - offset, SliceLength));
    }

    // The shards' gradients are added in their order, into the first, and then used while still in the cache.
    private Span<float> AddShards(int slice)
    {
        var sum = _gradients.Of(0, slice);
        for (int shard = 1; shard < _gradients.ShardCount; shard++)
            Addition.Add(_gradients.Of(shard, slice), sum);
        return sum;
    }
}
