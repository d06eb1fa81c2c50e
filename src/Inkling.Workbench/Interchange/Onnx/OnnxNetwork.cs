using Inkling.Nn;
using Inkling.Workbench.Interchange.Protobuf;

namespace Inkling.Workbench.Interchange.Onnx;

/// <summary>Writes the layers of a network as nodes of ONNX, opset 13: every layer says which.</summary>
internal sealed class OnnxNetwork : GraphWriter
{
    private readonly Network _network;
    private readonly double _temperature;
    private readonly OnnxGraph _graph = new("inkling");
    private readonly Dictionary<Layer, GraphValue> _values = [];
    private Layer _layer; // which is written
    private int _reshaped;

    private OnnxNetwork(Network network, double temperature)
    {
        _network = network;
        _temperature = temperature;
        _layer = network.Output;
    }

    /// <summary>The graph of a network's prediction.</summary>
    /// <param name="parameters">Of the prediction.</param>
    /// <param name="temperature">What logits are divided by before the last softmax.</param>
    /// <exception cref="NotSupportedException">A layer has no form in ONNX.</exception>
    public static ProtobufMessage Of(Parameters parameters, double temperature)
    {
        var writer = new OnnxNetwork(parameters.Network, temperature);
        foreach (var slot in parameters.Network.Slots)
            writer._graph.Parameter(slot.Name, slot.Spec.Extents, parameters.Get(slot.Name));
        foreach (var layer in parameters.Network.Layers)
        {
            writer._layer = layer;
            writer._values[layer] = writer.Write(layer);
        }

        var output = parameters.Network.Output;
        writer._graph.Output(writer.FlatOf(output), OnnxType.Float, output.Shape.Size);
        return writer._graph.ToMessage();
    }

    public override double Temperature => _layer == _network.Output ? _temperature : 1;

    public override IReadOnlyList<string> Parameters => [.. _layer.Parameters.Select(parameter => $"{Name}.{parameter.Suffix}")];

    private string Name => _network.NameOf(_layer);

    public override string Bytes() => Input(OnnxType.UInt8);

    public override string Numbers() => Input(OnnxType.Float);

    public override GraphValue Value(int input = 0) => _values[_layer.Inputs[input]];

    public override string Flat(int input = 0) => FlatOf(_layer.Inputs[input]);

    public override string Image(int input = 0) => ImageOf(_layer.Inputs[input]);

    public override IReadOnlyList<GraphValue> Alike()
    {
        GraphValue[] inputs = [.. _layer.Inputs.Select(input => _values[input])];
        return inputs.All(value => value.IsFlat) ? inputs : [.. _layer.Inputs.Select(input => new GraphValue(ImageOf(input), IsFlat: false))];
    }

    public override string Constant(ReadOnlySpan<int> extents, ReadOnlySpan<float> values) => _graph.Constant(extents.ToArray(), values);

    public override string Integers(params ReadOnlySpan<long> values) => _graph.Constant(values);

    public override string Node(string operation, string part, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var written = new ProtobufMessage[attributes.Length];
        for (int i = 0; i < written.Length; i++)
            written[i] = Attribute(attributes[i].Name, attributes[i].Value);
        return _graph.Node(operation, part.Length == 0 ? Name : $"{Name}.{part}", inputs, written);
    }

    private string Input(OnnxType type)
    {
        _graph.Input(Name, type, _layer.Shape.Channels, _layer.Shape.Height, _layer.Shape.Width);
        return Name;
    }

    private static ProtobufMessage Attribute(string name, object value) => value switch
    {
        float number => OnnxGraph.Attribute(name, number),
        int number => OnnxGraph.Attribute(name, number),
        long number => OnnxGraph.Attribute(name, number),
        long[] numbers => OnnxGraph.Attribute(name, numbers),
        _ => throw new ArgumentException($"onnx: attribute '{name}' expected an integer, long[] or float, got {value.GetType().Name}", nameof(value)),
    };

    // Flatten, where Reshape would do for any number of samples but none.
    private string FlatOf(Layer layer)
    {
        var (name, isFlat) = _values[layer];
        return isFlat ? name : _graph.Node("Flatten", $"{name}.flat{++_reshaped}", [name], OnnxGraph.Attribute("axis", 1));
    }

    private string ImageOf(Layer layer)
    {
        var (name, isFlat) = _values[layer];
        return isFlat
            ? _graph.Node("Reshape", $"{name}.image{++_reshaped}", [name, _graph.Constant([0, layer.Shape.Channels, layer.Shape.Height, layer.Shape.Width])])
            : name;
    }
}
