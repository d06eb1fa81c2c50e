using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Applies an activation to every value (softmax: to every sample).</summary>
/// <remarks>Shape: as the input's. No parameters. Works in the memory of its input where nobody else reads that.</remarks>
public sealed class ActivationLayer : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="activation">The function.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    public ActivationLayer(Layer input, Activation activation, string? name = null)
        : base(activation.Name, name, input.Shape, input) =>
        Activation = activation;

    /// <summary>The function.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    protected internal override bool WorksInPlace => Activation.WorksInPlace;

    internal override bool OverwritesGradient => true;

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        if (!work.InPlace)
            work.Input().CopyTo(work.Output);
        Activation.Forward(Shape.Size, work.Output);
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        if (!work.InputWork(0).NeedsGradient)
            return;

        Activation.Backward(Shape.Size, work.Input(), work.Output, work.OutputGradient);
        if (!work.GradientInPlace)
            Addition.Add(work.OutputGradient, work.InputGradient());
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph) => Activation.Export(graph);
}
