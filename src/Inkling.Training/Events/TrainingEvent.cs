namespace Inkling.Training;

/// <summary>
/// Something that happened in a training: <see cref="BeginPass"/>, then for every minibatch <see cref="BeginIteration"/>,
/// <see cref="EndForwardBackward"/> and <see cref="EndIteration"/>, at last <see cref="EndPass"/>.
/// </summary>
/// <remarks>
/// Events are immutable snapshots, raised on the thread that called <see cref="Trainer.Train"/>, between the computations: a handler may read
/// or save the parameters, and test. (On a device, <see cref="Trainer.Parameters"/> are those of the last pass; <see cref="Trainer.Snapshot"/> and checkpoints bring the present ones.)
/// Every iteration that begins also ends. A pass that is cancelled, or diverges, has no end.
/// </remarks>
/// <param name="Pass">The 0-based number of the pass.</param>
public abstract record TrainingEvent(int Pass);

/// <summary>A pass over the training samples begins (or goes on, after resuming).</summary>
/// <param name="Pass">The 0-based number of the pass.</param>
public sealed record BeginPass(int Pass) : TrainingEvent(Pass);

/// <summary>A minibatch is about to be computed.</summary>
/// <param name="Pass">The 0-based number of the pass.</param>
/// <param name="Batch">The 0-based number of the minibatch in its pass.</param>
public sealed record BeginIteration(int Pass, int Batch) : TrainingEvent(Pass);

/// <summary>Costs and gradients of a minibatch are computed; the parameters have not changed yet.</summary>
/// <param name="Pass">The 0-based number of the pass.</param>
/// <param name="Batch">The 0-based number of the minibatch in its pass.</param>
public sealed record EndForwardBackward(int Pass, int Batch) : TrainingEvent(Pass);

/// <summary>A minibatch is done and the parameters are updated (unless its cost is not finite: then they were left alone).</summary>
/// <param name="Pass">The 0-based number of the pass.</param>
/// <param name="Batch">The 0-based number of the minibatch in its pass.</param>
/// <param name="Cost">The mean cost of its samples, before the update.</param>
/// <param name="Metrics">Its metrics, before the update.</param>
/// <param name="LearningRate">The rate of the update.</param>
public sealed record EndIteration(int Pass, int Batch, double Cost, Metrics Metrics, double LearningRate) : TrainingEvent(Pass);

/// <summary>A pass is complete.</summary>
/// <param name="Pass">The 0-based number of the pass.</param>
/// <param name="Cost">The mean cost of its samples, each taken when its minibatch was computed.</param>
/// <param name="Metrics">Its metrics, likewise.</param>
public sealed record EndPass(int Pass, double Cost, Metrics Metrics) : TrainingEvent(Pass);
