using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>One update of all parameters after the other, cut into slices that workers share; it owns what the optimizer remembers.</summary>
/// <remarks>
/// Slices have a fixed length and what is summed over them is added in their order, so that the result does not depend on how many workers there
/// are. Running an update allocates nothing.
/// </remarks>
internal sealed class ParameterUpdate
{
    /// <summary>Parameters updated by one worker at a time: a multiple of every register, so that cutting changes no bit.</summary>
    private const int SliceLength = 4096;

    private readonly Parameters _parameters;
    private readonly Optimizer _optimizer;
    private readonly ShardedNetwork _network;
    private readonly double[] _squares;
    private readonly Action<int, int> _measureSlice;
    private readonly Action<int, int> _updateSlice;
    private double _rate;
    private double _norm;
    private long _number;

    public ParameterUpdate(Parameters parameters, Optimizer optimizer, ShardedNetwork network)
    {
        _parameters = parameters;
        _optimizer = optimizer;
        _network = network;
        _squares = new double[(parameters.Values.Length + SliceLength - 1) / SliceLength];
        _measureSlice = (_, slice) => MeasureSlice(slice);
        _updateSlice = (_, slice) => UpdateSlice(slice);
        Moments = Buffers(optimizer.MomentCount);
        Averages = Buffers(optimizer.Average?.BufferCount ?? 0);
    }

    /// <summary>What the optimizer remembers.</summary>
    public float[][] Moments { get; }

    /// <summary>What its average remembers.</summary>
    public float[][] Averages { get; }

    private bool NeedsNorm => _optimizer.Clipping is { NeedsNorm: true };

    /// <summary>Updates the parameters with the gradients of the last minibatch.</summary>
    /// <param name="team">Who does it.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="number">The 1-based number of the update.</param>
    public void Run(WorkerTeam team, double rate, long number)
    {
        _rate = rate;
        _number = number;
        if (NeedsNorm)
        {
            team.Run(_squares.Length, _measureSlice);
            double sum = 0.0;
            foreach (double squares in _squares)
                sum += squares;
            _norm = Math.Sqrt(sum);
        }

        team.Run(_squares.Length, _updateSlice);
    }

    private void MeasureSlice(int slice) => _squares[slice] = Reductions.SumOfSquares(AddShards(slice));

    private void UpdateSlice(int slice)
    {
        int from = slice * SliceLength;
        var gradients = NeedsNorm ? Gradients(0, slice) : AddShards(slice);
        var values = _parameters.Buffer.AsSpan(from, gradients.Length);
        _optimizer.Update(new(values, gradients, Moments, from), _rate, _number, _norm);
        _optimizer.Average?.Update(values, Averages, from, _number);
    }

    // The shards' gradients are added in their order, into the first, and then used while still in the cache.
    private Span<float> AddShards(int slice)
    {
        var sum = Gradients(0, slice);
        for (int shard = 1; shard < _network.Gradients.Length; shard++)
            Addition.Add(Gradients(shard, slice), sum);
        return sum;
    }

    private Span<float> Gradients(int shard, int slice)
    {
        int from = slice * SliceLength;
        return _network.Gradients[shard].AsSpan(from, Math.Min(SliceLength, _parameters.Values.Length - from));
    }

    private float[][] Buffers(int count)
    {
        var buffers = new float[count][];
        for (int i = 0; i < count; i++)
            buffers[i] = new float[_parameters.Values.Length];
        return buffers;
    }
}
