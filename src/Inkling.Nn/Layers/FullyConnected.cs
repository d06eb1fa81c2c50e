using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>A fully connected layer: y = x·Wᵀ + b.</summary>
/// <remarks>
/// Shapes: input of any shape, taken as a vector of <c>in</c> values (channels first); output <c>out</c>. Parameters: weight [out, in] drawn
/// from N(0, 1/√in), bias [out] of zeros; out·(in + 1) values.
/// </remarks>
public sealed class FullyConnected : Layer
{
    internal const string Word = "fc";

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="size">How many values it gives.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException"><paramref name="size"/> is not positive, or the weight would exceed 2³¹ values.</exception>
    public FullyConnected(Layer input, int size, string? name = null)
        : base(Word, name, Shape.Vector(size), input)
    {
        if (size < 1)
            throw new ArgumentException($"{Title(Word, name, input)}: size expected 1 or more, got {size}", nameof(size));
        if ((long)size * input.Shape.Size > int.MaxValue)
            throw new ArgumentException($"{Title(Word, name, input)}: {input.Shape.Size} × {size} weights are more than one buffer can hold", nameof(size));

        Parameters =
        [
            new("weight", [size, InputSize], Initializer.InverseRoot(InputSize)),
            new("bias", [size], Initializer.Zero),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters { get; }

    private int InputSize => Inputs[0].Shape.Size;

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        // 1. y = b in every row
        Addition.FillRows(work.Parameter(1), work.Output);

        // 2. y += x·Wᵀ
        MatrixProduct.MultiplyTransposedB(work.Count, Shape.Size, InputSize, work.Input(), work.Parameter(0), work.Output);
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        // of 2. y += x·Wᵀ
        MatrixProduct.MultiplyTransposedA(Shape.Size, InputSize, work.Count, work.OutputGradient, work.Input(), work.ParameterGradient(0));
        if (work.InputWork(0).NeedsGradient)
            MatrixProduct.Multiply(work.Count, InputSize, Shape.Size, work.OutputGradient, work.Parameter(0), work.InputGradient());

        // of 1. y = b in every row
        Addition.AddRows(work.OutputGradient, work.ParameterGradient(1));
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => json.WriteNumber("size", Shape.Size);

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph) =>
        new(graph.Node("Gemm", [graph.Flat(), .. graph.Parameters], ("transB", 1)), IsFlat: true);

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static FullyConnected Read(LayerDescription layer) => new(layer.Input, layer.WholeNumber("size"), layer.Name);
}
