using System.Runtime.CompilerServices;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>The channels of several layers one after the other, as an inception block ends (Szegedy et al. 2015).</summary>
/// <remarks>Shapes: inputs Cᵢ×H×W; output (Σ Cᵢ)×H×W. Vectors are joined likewise. No parameters.</remarks>
public sealed class Concatenate : Layer
{
    internal const string Word = "concat";

    /// <summary>Describes the layer.</summary>
    /// <param name="inputs">What it reads: two or more layers of one height and width.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">There are fewer than two inputs, or their heights or widths differ.</exception>
    public Concatenate(IReadOnlyList<Layer> inputs, string? name = null)
        : base(Word, name, OutputShape(inputs, name), [.. inputs])
    {
    }

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        for (int i = 0, from = 0; i < Inputs.Count; from += Inputs[i++].Shape.Size)
        {
            int size = Inputs[i].Shape.Size;
            for (int n = 0; n < work.Count; n++)
                work.Input(i).Slice(n * size, size).CopyTo(work.Output[(n * Shape.Size + from)..]);
        }
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        for (int i = 0, from = 0; i < Inputs.Count; from += Inputs[i++].Shape.Size)
        {
            if (!work.InputWork(i).NeedsGradient)
                continue;

            int size = Inputs[i].Shape.Size;
            for (int n = 0; n < work.Count; n++)
                Addition.Add(work.OutputGradient.Slice(n * Shape.Size + from, size), work.InputGradient(i).Slice(n * size, size));
        }
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        var inputs = graph.Alike();
        return inputs[0] with { Name = graph.Node("Concat", inputs.Select(input => input.Name), ("axis", 1)) };
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static Concatenate Read(LayerDescription layer) => new(layer.Inputs, layer.Name);

    private static Shape OutputShape(IReadOnlyList<Layer> inputs, string? name)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count < 2 || inputs.Any(input => input is null))
            throw new ArgumentException($"{Word}: expected two or more inputs, got {inputs.Count}", nameof(inputs));

        var first = inputs[0].Shape;
        if (inputs.FirstOrDefault(input => (input.Shape.Height, input.Shape.Width) != (first.Height, first.Width)) is { } other)
            throw new ArgumentException($"{Title(Word, name, inputs[0])}: inputs expected one height and width, got {first} and {other.Shape}", nameof(inputs));

        long channels = inputs.Sum(input => (long)input.Shape.Channels);
        return channels <= int.MaxValue
            ? first with { Channels = (int)channels }
            : throw new ArgumentException($"{Title(Word, name, inputs[0])}: {channels} channels are more than one buffer can hold", nameof(inputs));
    }
}
