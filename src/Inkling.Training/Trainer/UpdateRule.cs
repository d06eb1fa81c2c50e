using Inkling.Nn;

namespace Inkling.Training;

/// <summary>How the parameters of a training change from one minibatch to the next: an optimizer, what is done to its gradients before, and the average that is taken after.</summary>
/// <param name="Optimizer">The step.</param>
/// <param name="Clipping">How large gradients are made smaller; null for not at all.</param>
/// <param name="Average">The average that is tested and saved; null for none, which is the parameters of the last update.</param>
internal sealed record UpdateRule(Optimizer Optimizer, GradientClipping? Clipping, ModelAverage? Average)
{
    /// <summary>Whether the norm of all gradients must be known before the first of them is used.</summary>
    public bool NeedsNorm => Clipping is { NeedsNorm: true };

    /// <summary>Updates a stretch of the parameters.</summary>
    /// <param name="slice">Parameters, gradients and moments.</param>
    /// <param name="rate">The learning rate of this update.</param>
    /// <param name="number">The 1-based number of this update.</param>
    /// <param name="norm">The norm of all gradients, where it is needed.</param>
    public void Update(in ParameterSlice slice, double rate, long number, double norm)
    {
        Clipping?.Clip(slice.Gradients, norm);
        Optimizer.Update(slice, rate, number);
    }

    /// <summary>The same as devices do it, for all parameters alike.</summary>
    public ParameterStep StepOnDevice(double rate, long number, double norm)
    {
        var (scale, limit) = Clipping?.OnDevice(norm) ?? (1f, float.PositiveInfinity);
        return Optimizer.StepOnDevice(rate, number) with { Scale = scale, Limit = limit };
    }

    /// <summary>As run records and checkpoints hold it: with equal texts comes equal training.</summary>
    public override string ToString() => Optimizer.Describe($"{(Clipping is null ? "" : $", {Clipping}")}{(Average is null ? "" : $", {Average}")}");
}
