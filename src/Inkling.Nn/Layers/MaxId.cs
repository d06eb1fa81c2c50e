using System.Runtime.CompilerServices;

namespace Inkling.Nn;

/// <summary>The index of the largest value of a sample, as a number; of equal ones the first. It has no gradient.</summary>
/// <remarks>Shapes: input of any shape; output 1. No parameters. For classes beside probabilities see <see cref="Inference.InferClasses(ReadOnlySpan{byte})"/>.</remarks>
public sealed class MaxId : Layer
{
    internal const string Word = "maxid";

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    public MaxId(Layer input, string? name = null)
        : base(Word, name, Shape.Vector(1), input)
    {
    }

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        int size = Inputs[0].Shape.Size;
        for (int n = 0; n < work.Count; n++)
            work.Output[n] = IndexOfLargest(work.Input().Slice(n * size, size));
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph)
    {
        string index = graph.Node("ArgMax", "index", [graph.Flat()], ("axis", 1), ("keepdims", 1));
        return new(graph.Node("Cast", [index], ("to", 1)), IsFlat: true);
    }

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static MaxId Read(LayerDescription layer) => new(layer.Input, layer.Name);

    /// <summary>The index of the largest value; of equal ones the first. A NaN is never larger.</summary>
    /// <param name="values">One or more values.</param>
    public static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
