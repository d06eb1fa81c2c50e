using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>
/// Inverted dropout: while learning, every value is 0 with probability p, else 1/(1 − p) times itself; otherwise it is passed on as it is
/// (Srivastava et al. 2014).
/// </summary>
/// <remarks>
/// Which values are dropped depends on the trainer's seed, the iteration, the samples' place in the minibatch and the layer's place in the network,
/// and on nothing else: a resumed training drops the same. Shape: as the input's. No parameters. Works in the memory of its input where nobody
/// else reads that.
/// </remarks>
public sealed class Dropout : Layer
{
    internal const string Word = "dropout";

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="rate">p, 0 or more and below 1.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">The rate is out of range.</exception>
    public Dropout(Layer input, double rate, string? name = null)
        : base(Word, name, (input ?? throw new ArgumentNullException(nameof(input))).Shape, input)
    {
        if (rate is not (>= 0.0 and < 1.0))
            throw new ArgumentException($"{Title(Word, name, input)}: rate expected 0 or more and below 1, got {rate}", nameof(rate));
        Rate = rate;
    }

    /// <summary>p, the part of the values that is dropped.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    protected internal override LayerMemory Memory => new(Saved: Shape.Size);

    /// <inheritdoc/>
    protected internal override bool WorksInPlace => true;

    internal override bool OverwritesGradient => true;

    /// <inheritdoc/>
    protected internal override string Settings => string.Create(CultureInfo.InvariantCulture, $"rate {Rate}");

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work)
    {
        if (!work.InPlace)
            work.Input().CopyTo(work.Output);
        if (!work.Training)
            return;

        DropoutMask.Fill(work.RandomKey, Rate, work.Saved);
        Multiplication.Multiply(work.Saved, work.Output);
    }

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work)
    {
        if (!work.InputWork(0).NeedsGradient)
            return;

        Multiplication.Multiply(work.Saved, work.OutputGradient);
        if (!work.GradientInPlace)
            Addition.Add(work.OutputGradient, work.InputGradient());
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json) => json.WriteNumber("rate", Rate);

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph) => graph.Value();

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static Dropout Read(LayerDescription layer) => new(layer.Input, layer.Number("rate"), layer.Name);
}
