using System.Runtime.InteropServices;
using Inkling.Workbench.Interchange.Protobuf;

namespace Inkling.Workbench.Interchange.Onnx;

/// <summary>A graph of ONNX that is being written: nodes, initial values, inputs and outputs, with the field numbers of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int TypeOfReal = 1, TypeOfNumber = 2, TypeOfTensor = 4, TypeOfNumbers = 7;

    private readonly ProtobufMessage _graph = new();
    private int _constants;

    public OnnxGraph(string name) => _graph.Text(2, name);

    /// <summary>Adds a node with one output, and gives that output's name.</summary>
    public string Node(string operation, string output, IEnumerable<string> inputs, params IEnumerable<ProtobufMessage> attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute);
        _graph.Message(1, node);
        return output;
    }

    public string Constant(IEnumerable<int> extents, ReadOnlySpan<float> values) =>
        Constant(Tensor(extents, OnnxType.Float, MemoryMarshal.AsBytes(values)));

    public string Constant(ReadOnlySpan<long> values) => Constant(Tensor([values.Length], OnnxType.Int64, MemoryMarshal.AsBytes(values)));

    public void Parameter(string name, IEnumerable<int> extents, ReadOnlySpan<float> values) =>
        _graph.Message(5, Tensor(extents, OnnxType.Float, MemoryMarshal.AsBytes(values)).Text(8, name));

    /// <summary>Adds an input of any number of samples.</summary>
    public void Input(string name, OnnxType type, params IEnumerable<int> extents) => _graph.Message(11, Value(name, type, extents));

    /// <summary>Adds an output of any number of samples.</summary>
    public void Output(string name, OnnxType type, params IEnumerable<int> extents) => _graph.Message(12, Value(name, type, extents));

    public ProtobufMessage ToMessage() => _graph;

    public static ProtobufMessage Attribute(string name, float value) => new ProtobufMessage().Text(1, name).Real(2, value).Number(20, TypeOfReal);

    public static ProtobufMessage Attribute(string name, long value) => new ProtobufMessage().Text(1, name).Number(3, value).Number(20, TypeOfNumber);

    public static ProtobufMessage Attribute(string name, params IEnumerable<long> values) =>
        new ProtobufMessage().Text(1, name).Numbers(8, values).Number(20, TypeOfNumbers);

    private string Constant(ProtobufMessage tensor) =>
        Node("Constant", $"constant{++_constants}", [], new ProtobufMessage().Text(1, "value").Message(5, tensor).Number(20, TypeOfTensor));

    private static ProtobufMessage Tensor(IEnumerable<int> extents, OnnxType type, ReadOnlySpan<byte> values) =>
        new ProtobufMessage().Numbers(1, extents.Select(extent => (long)extent)).Number(2, (long)type).Bytes(9, values);

    private static ProtobufMessage Value(string name, OnnxType type, IEnumerable<int> extents)
    {
        var shape = new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, "N"));
        foreach (int extent in extents)
            shape.Message(1, new ProtobufMessage().Number(1, extent));
        var tensor = new ProtobufMessage().Number(1, (long)type).Message(2, shape);
        return new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Message(1, tensor));
    }
}
