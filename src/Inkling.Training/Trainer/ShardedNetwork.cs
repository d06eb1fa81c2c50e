using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Runs minibatches through a network, cut into shards of fixed size that workers share.</summary>
/// <remarks>
/// Of several ranks, each computes a run of the shards. A worker takes a shard forward and backward while it is warm in its cache. Costs, metrics and gradients are kept per shard and added in the
/// order of the shards, so the result does not depend on how many workers there are or which of them was faster.
/// </remarks>
internal sealed class ShardedNetwork
{
    private readonly Network _network;
    private readonly Parameters _parameters;
    private readonly TrainingInputs _inputs;
    private readonly MetricSettings _metrics;
    private readonly Communicator _ranks;
    private readonly CostExchange _costs;
    private readonly Executor?[] _executors;
    private readonly Scoring?[] _scorings;
    private readonly Action<int, int> _testShard;
    private readonly Action<int, int> _learnShard;
    private readonly List<Memory<float>> _gradients = [];
    private CostSum[] _sums = [];
    private Minibatch? _batch;
    private ulong _randomKey;
    private int _first;

    public ShardedNetwork(Network network, Parameters parameters, MetricSettings metrics, int workers, Communicator ranks)
    {
        _metrics = metrics;
        _network = network;
        _parameters = parameters;
        _inputs = new(network);
        _ranks = ranks;
        _costs = new(ranks, metrics.CountsConfusions ? ((Cost)network.Output).Prediction.Shape.Size : 0);
        _executors = new Executor?[workers];
        _scorings = new Scoring?[workers];
        _testShard = (worker, own) => RunShard(worker, own, learn: false);
        _learnShard = (worker, own) => RunShard(worker, own, learn: true);
    }

    /// <summary>The gradients of this rank's shards of the last minibatch that was learnt from.</summary>
    public IReadOnlyList<Memory<float>> Gradients => _gradients;

    /// <summary>How many shards the last minibatch that was learnt from had, on all ranks.</summary>
    public int LearntShards { get; private set; }

    private int ShardCount => Shards.Count(_inputs.ShardSize, _batch!.Count);

    /// <summary>Tells all executors that the parameters have changed.</summary>
    public void Prepare()
    {
        foreach (var executor in _executors)
            executor?.Prepare();
    }

    /// <summary>Computes the costs of a minibatch.</summary>
    public CostSum Test(WorkerTeam team, Minibatch batch) => Run(team, batch, _testShard);

    /// <summary>Computes the costs of a minibatch, and the gradients of their mean.</summary>
    /// <param name="team">Who does it.</param>
    /// <param name="batch">The minibatch.</param>
    /// <param name="randomKey">What the random choices of layers depend on, beside the shard.</param>
    public CostSum Learn(WorkerTeam team, Minibatch batch, ulong randomKey)
    {
        _randomKey = randomKey;
        var sum = Run(team, batch, _learnShard);
        LearntShards = ShardCount;
        return sum;
    }

    private CostSum Run(WorkerTeam team, Minibatch batch, Action<int, int> runShard)
    {
        _batch = batch;
        int shards = ShardCount;
        if (_sums.Length < shards)
            _sums = new CostSum[shards];
        (_first, int end) = _ranks.PartOf(shards, _ranks.Rank);
        while (_gradients.Count < end - _first)
            _gradients.Add(new Compute.AlignedBuffer(_network.ParameterCount).Memory);

        if (end > _first)
            team.Run(end - _first, runShard);
        _costs.Run(_sums, shards, batch);

        var sum = default(CostSum);
        for (int shard = 0; shard < shards; shard++)
            sum += _sums[shard];
        return sum;
    }

    // Counted from the first of this rank.
    private void RunShard(int worker, int own, bool learn)
    {
        int shard = _first + own;
        var executor = _executors[worker] ??= new Executor(_network, _parameters, _inputs.ShardSize, training: true);
        int from = Start(shard), count = Start(shard + 1) - from;
        var samples = _batch!.Samples.Slice(from, count);
        executor.Begin(count, Compute.DropoutMask.Key(_randomKey, shard));
        for (int n = 0; n < samples.Length; n++)
            _inputs.Set(executor, n, samples[n]);

        executor.Forward(learn);
        _sums[shard] = (_scorings[worker] ??= new((Cost)_network.Output, _metrics)).Sum(executor.Output, executor.Prediction, samples);
        if (!learn)
            return;

        var gradients = _gradients[own];
        gradients.Span.Clear();
        executor.Backward(1f / _batch.Count, gradients);
    }

    private int Start(int shard) => Shards.Start(shard, ShardCount, _batch!.Count);
}
