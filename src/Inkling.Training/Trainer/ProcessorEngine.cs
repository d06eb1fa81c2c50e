using System.Diagnostics.CodeAnalysis;
using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Trains on the processors: ranks share the shards of a minibatch and the slices of an update, and the workers of a rank share its part.</summary>
/// <remarks>The same bits whatever the number of ranks and workers. An iteration allocates nothing.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The team lives from Open to Close.")]
internal sealed class ProcessorEngine : ITrainingEngine
{
    private readonly Parameters _parameters;
    private readonly MetricSettings _metrics;
    private readonly int _threads;
    private readonly Communicator _ranks;
    private readonly ShardedNetwork _network;
    private readonly ParameterUpdate _update;
    private WorkerTeam? _team;
    private bool _isAhead; // on all ranks alike

    public ProcessorEngine(Parameters parameters, UpdateRule rule, OptimizerState state, MetricSettings metrics, int threads, Communicator ranks)
    {
        _parameters = parameters;
        _metrics = metrics;
        _threads = threads;
        _ranks = ranks;
        _network = NetworkOf(parameters);
        _update = new ParameterUpdate(parameters, rule, state, _network, ranks);
    }

    public void Open()
    {
        _team = new WorkerTeam(_threads);
        _network.Prepare();
    }

    public CostSum Learn(Minibatch batch, ulong randomKey) => _network.Learn(_team!, batch, randomKey);

    public void Update(double rate, long number)
    {
        _update.Run(_team!, rate, number);
        _isAhead = true;
        _network.Prepare();
    }

    public CostSum Test(Parameters parameters, IEnumerable<Minibatch> batches)
    {
        var network = parameters == _parameters ? _network : NetworkOf(parameters);
        network.Prepare();
        var sum = default(CostSum);
        foreach (var batch in batches)
            sum += network.Test(_team!, batch);
        return sum;
    }

    public bool Stops(CancellationToken cancellation) => _ranks.Any(cancellation.IsCancellationRequested);

    public void Fetch()
    {
        if (_isAhead)
            _update.ShareState();
        _isAhead = false;
    }

    public void Close(bool isWell)
    {
        _team?.Dispose();
        _team = null;
    }

    private ShardedNetwork NetworkOf(Parameters parameters) => new(parameters.Network, parameters, _metrics, _threads, _ranks);
}
