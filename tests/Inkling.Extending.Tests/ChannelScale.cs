using System.Text.Json;
using Inkling.Nn;

namespace Inkling.Extending.Tests;

/// <summary>A factor for each channel that is learned: y[c] = s[c]·x[c].</summary>
/// <remarks>Shape: as the input's. Parameters: scale [C, 1, 1], drawn around a first value.</remarks>
public sealed class ChannelScale : Layer
{
    private const string Word = "channel_scale";

    private readonly double _first;

    public ChannelScale(Layer input, double first = 1.0, string? name = null)
        : base(Word, name, (input ?? throw new ArgumentNullException(nameof(input))).Shape, input)
    {
        _first = first;
        Parameters = [new("scale", [Shape.Channels, 1, 1], new Initializer((float)first, 0.1f))];
    }

    public override IReadOnlyList<ParameterSpec> Parameters { get; }

    protected override void Forward(LayerWorkspace work)
    {
        int plane = Shape.Height * Shape.Width;
        for (int i = 0; i < work.Output.Length; i++)
            work.Output[i] = work.Parameter(0)[i / plane % Shape.Channels] * work.Input()[i];
    }

    // dX = s·dY; ds = Σ x·dY. Both are added to what is there.
    protected override void Backward(LayerWorkspace work)
    {
        int plane = Shape.Height * Shape.Width;
        for (int i = 0; i < work.OutputGradient.Length; i++)
        {
            int channel = i / plane % Shape.Channels;
            work.ParameterGradient(0)[channel] += work.Input()[i] * work.OutputGradient[i];
            if (work.InputWork(0).NeedsGradient)
                work.InputGradient()[i] += work.Parameter(0)[channel] * work.OutputGradient[i];
        }
    }

    // What a file says of the layer beside its name, kind and inputs, and how it is made again.
    protected override void Describe(Utf8JsonWriter json) => json.WriteNumber("first", _first);

    public static void Register() => Register(Word, layer => new ChannelScale(layer.Input, layer.Number("first"), layer.Name));

    // The node of ONNX; left out, the layer can do everything but be exported.
    protected override GraphValue Export(GraphWriter graph) => new(graph.Node("Mul", [graph.Image(), .. graph.Parameters]), IsFlat: false);
}
