namespace Inkling.Training;

/// <summary>How large gradients are made smaller before they are used, so that one odd minibatch cannot throw a training off its course.</summary>
/// <remarks>Immutable. It acts on the mean gradients of the minibatch, before penalties are added.</remarks>
public abstract class GradientClipping
{
    private protected GradientClipping()
    {
    }

    /// <summary>Whether the norm of all gradients must be known before the first of them is clipped.</summary>
    internal abstract bool NeedsNorm { get; }

    /// <summary>Every gradient on its own is brought into −limit..limit: the original's <c>gradient_clipping_threshold</c>.</summary>
    /// <param name="limit">The limit, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not a positive number.</exception>
    public static GradientClipping ByValue(double limit) => new ClippingByValue(limit);

    /// <summary>All gradients are scaled alike where their norm ‖g‖₂, over all parameters together, exceeds the limit: g ← g·limit/‖g‖₂.</summary>
    /// <remarks>
    /// The direction stays (Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks). Gradients of frozen
    /// parameters have no part in the norm. It costs a sweep more over the gradients.
    /// </remarks>
    /// <param name="limit">The largest norm, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not a positive number.</exception>
    public static GradientClipping ByGlobalNorm(double limit) => new ClippingByNorm(limit);

    /// <summary>Clips a stretch of the gradients in place.</summary>
    /// <param name="gradients">Overwritten.</param>
    /// <param name="norm">Of all gradients; any number where it is not needed.</param>
    internal abstract void Clip(Span<float> gradients, double norm);

    /// <summary>What a device multiplies gradients by, and then clips them to.</summary>
    internal abstract (float Scale, float Limit) OnDevice(double norm);

    private protected static double CheckLimit(double limit) =>
        (float)limit > 0f && float.IsFinite((float)limit)
            ? limit
            : throw new ArgumentOutOfRangeException(nameof(limit), limit, "gradient clipping: limit expected a positive number");
}
