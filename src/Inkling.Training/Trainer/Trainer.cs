using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>Teaches a network: passes over a reader, minibatch by minibatch, with events a program can follow.</summary>
/// <remarks>
/// The same seed, reader and settings give the same parameters to the bit, whatever the number of threads; on a device they give the same bits on that
/// device with that driver. A trainer is used by one thread at a time; it runs its own workers, or holds memory of the device, while <see cref="Train"/> or <see cref="Test"/> is on.
/// </remarks>
public sealed class Trainer
{
    private readonly UpdateRule _rule;
    private readonly OptimizerState _state;
    private readonly ITrainingEngine _engine;
    private TrainingPosition _at;
    private bool _isOpen;

    /// <summary>Makes a trainer.</summary>
    /// <param name="cost">What is to become small.</param>
    /// <param name="parameters">What is learnt; written while training.</param>
    /// <param name="optimizer">How.</param>
    /// <param name="threads">Workers; null for one per processor.</param>
    /// <param name="seed">Of what layers choose at random while learning, as dropout does.</param>
    /// <param name="metrics">What is counted beside wrong predictions; null for nothing.</param>
    /// <param name="device">Where it is computed; null for the processors. What is learnt stays there until a pass ends, or <see cref="Snapshot"/> or a checkpoint asks for it.</param>
    /// <param name="communicator">The processes that train together; null for this one alone. Each must make its trainer alike, and ask the same of it.</param>
    /// <param name="clipping">How large gradients are made smaller before they are used; null for not at all.</param>
    /// <param name="average">The average of the parameters that is tested and saved; null for none, which is the parameters of the last update.</param>
    /// <exception cref="NotSupportedException">The device has no form of the optimizer, or several processes are to train on devices.</exception>
    /// <exception cref="ArgumentException">
    /// The parameters are not those of the cost, or the network has no data input or not one of labels, of label sequences or of targets, or fewer classes than the
    /// metrics need, or the metrics ask for what there is of classes alone.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is not positive.</exception>
    public Trainer(Cost cost, Parameters parameters, Optimizer optimizer, int? threads = null, int seed = 1, MetricSettings? metrics = null, Device? device = null, Communicator? communicator = null, GradientClipping? clipping = null, ModelAverage? average = null)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        if (parameters.Network.Output != cost)
            throw new ArgumentException("trainer: expected parameters created for this cost", nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1, nameof(threads));

        Parameters = parameters;
        Seed = seed;
        metrics ??= new();
        metrics.Check(Scoring.KindOf(cost), cost.Prediction.Shape.Size);
        _rule = new(optimizer, clipping, average);
        _state = new(parameters, _rule);
        if (communicator is { Size: > 1 } && device is not null && device != Device.Cpu)
            throw new NotSupportedException($"{device.Name}: several processes train together on processors alone");
        _engine = device is null || device == Device.Cpu
            ? new ProcessorEngine(parameters, _rule, _state, metrics, threads ?? Environment.ProcessorCount, communicator ?? Communicator.Alone)
            : new DeviceEngine(device, parameters, _rule, _state, metrics);
    }

    /// <summary>What is learnt, as the last update left it; on a device, as the last pass did.</summary>
    public Parameters Parameters { get; }

    /// <summary>Passes completed so far.</summary>
    public int CompletedPasses => _at.Pass;

    /// <summary>Iterations completed so far, in all passes.</summary>
    public long CompletedIterations => _at.Iteration;

    internal int Seed { get; }

    internal TrainingPosition Position => _at;

    /// <summary>Optimizer, clipping and average, as a text.</summary>
    internal string RuleName => _rule.ToString();

    /// <summary>What the optimizer remembers, as it was last brought here: where a checkpoint is put.</summary>
    internal OptimizerState RestoredState => _state;

    /// <summary>What the optimizer remembers, as the last update left it; so are the parameters then. Of several processes, all must ask.</summary>
    internal OptimizerState State
    {
        get
        {
            _engine.Fetch();
            return _state;
        }
    }

    /// <summary>Trains up to a number of passes, from where the trainer stands.</summary>
    /// <param name="reader">The training samples; pass p reads its stream number p.</param>
    /// <param name="passes">Passes in all, those already done counted.</param>
    /// <param name="handler">Gets the events; null for none, and then an iteration on the processors allocates nothing.</param>
    /// <param name="progress">Is told after every iteration how far the training is; null for nobody.</param>
    /// <param name="cancellation">Stops the training after the iteration at hand.</param>
    /// <returns>How it ended: divergence and cancellation are outcomes, not exceptions.</returns>
    /// <exception cref="ArgumentException">A sample does not fit the network.</exception>
    /// <exception cref="InvalidDataException">The reader gives no samples.</exception>
    /// <exception cref="InvalidOperationException">The schedule needs to know the length of the reader, and it does not.</exception>
    public TrainingResult Train(BatchReader reader, int passes, Action<TrainingEvent>? handler = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(passes);
        return Opened(() =>
        {
            while (_at.Pass < passes)
            {
                if (_engine.Stops(cancellation))
                    return Result(Outcome.Cancelled);
                if (TrainPass(reader, passes, handler, progress, cancellation) is var outcome && outcome != Outcome.Completed)
                    return Result(outcome);
            }

            return Result(Outcome.Completed);
        });
    }

    /// <summary>A copy of what has been learnt so far, for testing and saving: the average if one is taken, else the parameters.</summary>
    /// <remarks>
    /// Frozen parameters are copied as they are. Allocates the copy; not to be called from another thread while a training is on. Of several processes that train together,
    /// all must call it.
    /// </remarks>
    public Parameters Snapshot()
    {
        _engine.Fetch();
        var copy = Parameters.CopyFor(Parameters.Network.Output);
        _state.ReadAverage(_at.Iteration, copy);
        return copy;
    }

    /// <summary>Computes cost and metrics of a reader, of <see cref="Snapshot"/> where an average is taken; the parameters are left alone.</summary>
    /// <remarks>Of several processes that train together, all must call it, with a token that can be cancelled or all without.</remarks>
    /// <param name="reader">The samples.</param>
    /// <param name="cancellation">Ends the test after the minibatch at hand.</param>
    /// <exception cref="ArgumentException">A sample does not fit the network.</exception>
    /// <exception cref="InvalidDataException">The reader gives no samples.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TestResult Test(BatchReader reader, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Opened(() =>
        {
            var batches = cancellation.CanBeCanceled ? Until(reader.Read(), cancellation) : reader.Read();
            var sum = _engine.Test(_rule.Average is null ? Parameters : Snapshot(), batches);
            RequireSamples(sum);
            return new TestResult(sum.Mean, sum.Metrics);
        });
    }

    /// <summary>Puts the trainer where a checkpoint was taken; parameters and moments have been set already.</summary>
    internal void Restore(TrainingPosition position) => _at = position;

    private Outcome TrainPass(BatchReader reader, int passes, Action<TrainingEvent>? handler, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        int pass = _at.Pass, batchIndex = 0;
        var outcome = Outcome.Completed;
        handler?.Invoke(new BeginPass(pass));
        foreach (var batch in reader.Read(pass))
        {
            if (batchIndex++ < _at.Batch)
                continue;

            double cost = double.NaN;
            outcome = _engine.Stops(cancellation) ? Outcome.Cancelled : Iterate(batch, reader.Count * passes, handler, out cost);
            if (outcome != Outcome.Completed)
                break;
            progress?.Report(new(pass, passes, _at.Iteration, reader.Count * passes, cost));
        }

        if (outcome != Outcome.Completed)
            return outcome;

        // The position moves on before the event: a checkpoint taken by its handler is one of a completed pass.
        var sum = _at.Sum;
        RequireSamples(sum);
        _engine.Fetch();
        _at = new(pass + 1, 0, _at.Iteration, _at.Samples, default);
        handler?.Invoke(new EndPass(pass, sum.Mean, sum.Metrics));
        return outcome;
    }

    private Outcome Iterate(Minibatch batch, long? total, Action<TrainingEvent>? handler, out double cost)
    {
        int pass = _at.Pass, index = _at.Batch;
        handler?.Invoke(new BeginIteration(pass, index));
        var sum = _engine.Learn(batch, Compute.DropoutMask.Key((ulong)Seed, _at.Iteration));
        cost = sum.Mean;
        handler?.Invoke(new EndForwardBackward(pass, index));

        double rate = _rule.Optimizer.Schedule.RateAt(new(_at.Iteration, total, _at.Samples, pass));
        bool finite = double.IsFinite(sum.Total);
        if (finite)
        {
            _engine.Update(rate, _at.Iteration + 1);
            _at = new(pass, index + 1, _at.Iteration + 1, _at.Samples + batch.Count, _at.Sum + sum);
        }

        handler?.Invoke(new EndIteration(pass, index, sum.Mean, sum.Metrics, rate));
        return finite ? Outcome.Completed : Outcome.Diverged;
    }

    private TrainingResult Result(Outcome outcome) => new(outcome, _at.Pass, _at.Batch);

    // A handler may test while a training is on: then the engine is open already.
    private T Opened<T>(Func<T> run)
    {
        if (_isOpen)
            return run();

        _engine.Open();
        _isOpen = true;
        bool isWell = false;
        try
        {
            var result = run();
            isWell = true;
            return result;
        }
        finally
        {
            _isOpen = false;
            _engine.Close(isWell);
        }
    }

    private IEnumerable<Minibatch> Until(IEnumerable<Minibatch> batches, CancellationToken cancellation)
    {
        foreach (var batch in batches)
        {
            if (_engine.Stops(cancellation))
                throw new OperationCanceledException("trainer: the test was cancelled", cancellation);
            yield return batch;
        }
    }

    private static void RequireSamples(CostSum sum)
    {
        if (sum.Metrics.Samples == 0)
            throw new InvalidDataException("trainer: the reader gave no samples");
    }
}
