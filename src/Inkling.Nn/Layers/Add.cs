using System.Runtime.CompilerServices;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>The sum of layers of one shape, value by value: where a residual connection comes back (He et al. 2016).</summary>
/// <remarks>Shape: as each input's. No parameters.</remarks>
public sealed class Add : Layer
{
    internal const string Word = "add";

    /// <summary>Describes the layer.</summary>
    /// <param name="inputs">What it reads: two or more layers of one shape.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">There are fewer than two inputs, or their shapes differ.</exception>
    public Add(IReadOnlyList<Layer> inputs, string? name = null)
        : base(Word, name, OutputShape(inputs, name), [.. inputs])
    {
    }

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        work.Input(0).CopyTo(work.Output);
        for (int i = 1; i < Inputs.Count; i++)
            Addition.Add(work.Input(i), work.Output);
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        for (int i = 0; i < Inputs.Count; i++)
        {
            if (work.InputWork(i).NeedsGradient)
                Addition.Add(work.OutputGradient, work.InputGradient(i));
        }
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        var inputs = graph.Alike();
        return inputs[0] with { Name = graph.Node("Sum", inputs.Select(input => input.Name)) };
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static Add Read(LayerDescription layer) => new(layer.Inputs, layer.Name);

    private static Shape OutputShape(IReadOnlyList<Layer> inputs, string? name)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count < 2 || inputs.Any(input => input is null))
            throw new ArgumentException($"{Word}: expected two or more inputs, got {inputs.Count}", nameof(inputs));

        var first = inputs[0].Shape;
        return inputs.FirstOrDefault(input => input.Shape != first) is not { } other
            ? first
            : throw new ArgumentException($"{Title(Word, name, inputs[0])}: inputs expected one shape, got {first} and {other.Shape}", nameof(inputs));
    }
}
