using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Training;

/// <summary>What computes the minibatches of a trainer and takes its steps: the processors of this machine, or a device.</summary>
/// <remarks>One thread at a time; nothing is done between <see cref="Close"/> and <see cref="Open"/>.</remarks>
internal interface ITrainingEngine
{
    /// <summary>Begins a run: parameters, and what the optimizer remembers, are taken as they stand.</summary>
    void Open();

    /// <summary>Computes the costs of a minibatch, and the gradients of their mean.</summary>
    /// <param name="batch">The minibatch.</param>
    /// <param name="randomKey">What the random choices of layers depend on, beside the shard.</param>
    CostSum Learn(Minibatch batch, ulong randomKey);

    /// <summary>Updates the parameters with the gradients of the last minibatch.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="number">The 1-based number of the update.</param>
    void Update(double rate, long number);

    /// <summary>Computes the costs of minibatches, of these parameters or of others of the same network.</summary>
    CostSum Test(Parameters parameters, IEnumerable<Minibatch> batches);

    /// <summary>Whether to stop: where several train together, as soon as one of them is asked to.</summary>
    bool Stops(CancellationToken cancellation);

    /// <summary>Sees to it that parameters, and what the optimizer remembers, hold what the last update left.</summary>
    void Fetch();

    /// <summary>Ends a run: what it took is given back, and the parameters hold what the last update left.</summary>
    /// <param name="isWell">False where the run ends by an exception.</param>
    void Close(bool isWell);
}
