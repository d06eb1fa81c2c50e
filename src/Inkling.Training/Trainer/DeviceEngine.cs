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
    private readonly UpdateRule _rule;
    private readonly OptimizerState _state;
    private readonly TrainingInputs _inputs;
    private readonly Scoring _scoring;
    private DeviceExecutor? _executor;
    private DeviceVector[] _moments = [];
    private DeviceVector[] _averages = [];
    private ulong[] _shardKeys = [];
    private int _capacity;
    private bool _isAhead;

    public DeviceEngine(Device device, Parameters parameters, UpdateRule rule, OptimizerState state, MetricSettings metrics)
    {
        if (rule.Optimizer.DeviceStep(0.0, 1) is null)
            throw new NotSupportedException($"{device.Name}: the optimizer '{rule.Optimizer}' has no form for devices; train with it on the CPU");
        _device = device;
        _parameters = parameters;
        _rule = rule;
        _state = state;
        _scoring = new((Cost)parameters.Network.Output, metrics);
        _inputs = new(parameters.Network);
    }

    public void Open()
    {
    }

    public CostSum Learn(Minibatch batch, ulong randomKey)
    {
        Reserve(batch.Count);
        var executor = Run(batch.Samples, randomKey, training: true);
        var sum = _scoring.Sum(executor.Output, executor.Prediction, batch.Samples);
        executor.Backward(1f / batch.Count);
        return sum;
    }

    public void Update(double rate, long number)
    {
        var executor = _executor!;
        double norm = _rule.NeedsNorm ? Math.Sqrt(executor.SumOfSquares(_parameters.LearnedRanges)) : 0.0;
        _isAhead = true;
        executor.Step(_rule.StepOnDevice(rate, number, norm), _parameters.LearnedRanges, _moments);
        foreach (var slot in _parameters.MovingAverages)
            executor.Approach(executor.Gradients, executor.Parameters, (float)(1.0 - slot.Spec.MovingAverage!.Value), slot.Range);
        _rule.Average?.UpdateOn(executor, _averages, .._parameters.Values.Length, number);
    }

    public CostSum Test(Parameters parameters, IEnumerable<Minibatch> batches)
    {
        Fetch();
        var sum = default(CostSum);
        try
        {
            bool isSent = parameters == _parameters;
            foreach (var batch in batches)
            {
                if (_capacity == 0)
                    Reserve(batch.Count);
                if (!isSent)
                    _executor!.Parameters.Write(parameters.Values);
                isSent = true;

                // In parts that fit what is there: in the middle of a training, memory taken anew would have lost the gradients at hand.
                for (int from = 0; from < batch.Count; from += _capacity)
                {
                    var part = batch.Samples[from..Math.Min(batch.Count, from + _capacity)];
                    var executor = Run(part, 0, training: false);
                    sum += _scoring.Sum(executor.Output, executor.Prediction, part);
                }
            }
        }
        finally
        {
            if (parameters != _parameters)
                _executor?.Parameters.Write(_parameters.Values);
        }

        return sum;
    }

    public bool Stops(CancellationToken cancellation) => cancellation.IsCancellationRequested;

    public void Fetch()
    {
        if (!_isAhead)
            return;

        // All of it, or nothing.
        (DeviceVector From, Memory<float> To)[] all =
            [(_executor!.Parameters, _parameters.Buffer), .. _moments.Concat(_averages).Zip(_state.Moments.Concat(_state.Averages))];
        float[][] read = [.. all.Select(pair => new float[pair.To.Length])];
        for (int i = 0; i < all.Length; i++)
            all[i].From.Read(read[i]);
        for (int i = 0; i < all.Length; i++)
            read[i].CopyTo(all[i].To);
        _isAhead = false;
    }

    // After a failure, of the device perhaps, what it has may be out of reach; then the parameters are those of the last pass, and the first failure is the one to tell.
    public void Close(bool isWell)
    {
        try
        {
            Fetch();
        }
        catch (Exception) when (!isWell)
        {
        }
        finally
        {
            _executor?.Dispose();
            (_executor, _capacity, _isAhead, _moments, _averages) = (null, 0, false, [], []);
        }
    }

    private DeviceExecutor Run(ReadOnlySpan<Sample> samples, ulong randomKey, bool training)
    {
        var executor = _executor!;
        int shards = Shards.Count(_inputs.ShardSize, samples.Length);
        if (_shardKeys.Length != shards)
            _shardKeys = new ulong[shards];
        for (int shard = 0; shard < shards; shard++)
            _shardKeys[shard] = DropoutMask.Key(randomKey, shard);

        executor.Begin(samples.Length, _shardKeys);
        for (int n = 0; n < samples.Length; n++)
            _inputs.Set(executor, n, samples[n]);
        executor.Forward(training);
        return executor;
    }

    // Memory is taken for the largest minibatch so far.
    private void Reserve(int samples)
    {
        if (samples <= _capacity)
            return;

        Close(isWell: true);
        _executor = (DeviceExecutor)_device.CreateExecutor(_parameters.Network, _parameters, samples, training: true);
        _moments = Sent(_state.Moments);
        _averages = Sent(_state.Averages);
        _capacity = samples;
    }

    private DeviceVector[] Sent(Memory<float>[] remembered)
    {
        var vectors = new DeviceVector[remembered.Length];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = _executor!.CreateVector();
            vectors[i].Write(remembered[i].Span);
        }

        return vectors;
    }
}
