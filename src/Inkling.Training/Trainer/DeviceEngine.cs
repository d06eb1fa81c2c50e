using Inkling.Compute;
using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Trains on a device: parameters, gradients and what the optimizer remembers stay in its memory while a run is on.</summary>
/// <remarks>A minibatch is computed as one, but cut into the same shards as on the processors where layers normalize over them or choose by them.</remarks>
internal sealed class DeviceEngine : ITrainingEngine
{
    private readonly Device _device;
    private readonly Parameters _parameters;
    private readonly Optimizer _optimizer;
    private readonly OptimizerState _state;
    private readonly TrainingInputs _inputs;
    private readonly MetricSettings _metrics;
    private DeviceExecutor? _executor;
    private SequenceReading? _reading;
    private DeviceVector[] _moments = [];
    private DeviceVector[] _averages = [];
    private ulong[] _shardKeys = [];
    private int _capacity;
    private bool _isAhead;

    public DeviceEngine(Device device, Parameters parameters, Optimizer optimizer, OptimizerState state, MetricSettings metrics)
    {
        if (optimizer.DeviceStep(0.0, 1) is null)
            throw new NotSupportedException($"{device.Name}: the optimizer '{optimizer}' has no form for devices; train with it on the CPU");
        _device = device;
        _parameters = parameters;
        _optimizer = optimizer;
        _state = state;
        _metrics = metrics;
        _inputs = new(parameters.Network);
    }

    public void Open()
    {
    }

    public CostSum Learn(Minibatch batch, ulong randomKey)
    {
        var executor = Run(batch, randomKey, training: true);
        var sum = SumOf(executor, batch);
        executor.Backward(1f / batch.Count);
        return sum;
    }

    public void Update(double rate, long number)
    {
        var executor = _executor!;
        double norm = _optimizer.Clipping is { NeedsNorm: true } ? Math.Sqrt(executor.SumOfSquares(_parameters.LearnedRanges)) : 0.0;
        executor.Step(_optimizer.StepOnDevice(rate, number, norm), _parameters.LearnedRanges, _moments);
        foreach (var slot in _parameters.MovingAverages)
            executor.Approach(executor.Gradients, executor.Parameters, (float)(1.0 - slot.Spec.MovingAverage!.Value), slot.Range);
        _optimizer.Average?.UpdateOn(executor, _averages, .._parameters.Values.Length, number);
        _isAhead = true;
    }

    public CostSum Test(Parameters parameters, IEnumerable<Minibatch> batches)
    {
        Fetch();
        var sum = default(CostSum);
        foreach (var batch in batches)
        {
            Reserve(batch.Count);
            if (sum.Metrics.Samples == 0 && parameters != _parameters)
                _executor!.Parameters.Write(parameters.Values);
            sum += SumOf(Run(batch, 0, training: false), batch);
        }

        if (parameters != _parameters)
            _executor?.Parameters.Write(_parameters.Values);
        return sum;
    }

    public bool Stops(CancellationToken cancellation) => cancellation.IsCancellationRequested;

    public void Fetch()
    {
        if (!_isAhead)
            return;

        _executor!.Parameters.Read(_parameters.Buffer);
        foreach (var (from, to) in _moments.Concat(_averages).Zip(_state.Moments.Concat(_state.Averages)))
            from.Read(to);
        _isAhead = false;
    }

    public void Close()
    {
        Fetch();
        _executor?.Dispose();
        _executor = null;
        _capacity = 0;
    }

    private DeviceExecutor Run(Minibatch batch, ulong randomKey, bool training)
    {
        Reserve(batch.Count);
        var executor = _executor!;
        int shards = Shards.Count(_inputs.ShardSize, batch.Count);
        if (_shardKeys.Length != shards)
            _shardKeys = new ulong[shards];
        for (int shard = 0; shard < shards; shard++)
            _shardKeys[shard] = DropoutMask.Key(randomKey, shard);

        executor.Begin(batch.Count, _shardKeys);
        var samples = batch.Samples;
        for (int n = 0; n < samples.Length; n++)
            _inputs.Set(executor, n, samples[n]);
        executor.Forward(training);
        return executor;
    }

    private CostSum SumOf(DeviceExecutor executor, Minibatch batch)
    {
        if (!_inputs.AreSequences)
            return CostSum.Of(executor.Output, executor.Prediction, batch.Samples, _metrics);

        _reading ??= new(((Cost)_parameters.Network.Output).Prediction.Shape);
        return _reading.Sum(executor.Output, executor.Prediction, batch.Samples);
    }

    // Memory is taken for the largest minibatch so far.
    private void Reserve(int samples)
    {
        if (samples <= _capacity)
            return;

        Close();
        _executor = _device.CreateExecutor(_parameters.Network, _parameters, samples, training: true);
        _capacity = samples;
        _moments = Sent(_state.Moments);
        _averages = Sent(_state.Averages);
    }

    private DeviceVector[] Sent(float[][] remembered)
    {
        var vectors = new DeviceVector[remembered.Length];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = _executor!.CreateVector();
            vectors[i].Write(remembered[i]);
        }

        return vectors;
    }
}
