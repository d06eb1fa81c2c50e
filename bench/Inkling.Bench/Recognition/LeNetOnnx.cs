using Google.Protobuf;
using Inkling.Nn;

namespace Inkling.Bench.Recognition;

/// <summary>The chapter's LeNet as an ONNX model (opset 13) with the same parameters: floats [N, 1, 28, 28] in, probabilities [N, 10] out.</summary>
/// <remarks>Field numbers are those of onnx.proto; a message within a message is its bytes.</remarks>
internal static class LeNetOnnx
{
    public const string Input = "pixel", Output = "probabilities";

    private const int Float = 1;

    public static byte[] Write(Parameters parameters) => Message(model =>
    {
        Number(model, 1, 8); // ir_version
        Bytes(model, 7, Graph(parameters));
        Bytes(model, 8, Message(opset => Number(opset, 2, 13)));
    });

    private static byte[] Graph(Parameters parameters) => Message(graph =>
    {
        string x = Input;
        foreach (int i in (int[])[1, 2])
        {
            x = Node(graph, "Conv", [x, $"conv{i}.weight", $"conv{i}.bias"], $"convolved{i}", []);
            x = Node(graph, "Relu", [x], $"rectified{i}", []);
            x = Node(graph, "MaxPool", [x], $"pooled{i}", [Integers("kernel_shape", 2, 2), Integers("strides", 2, 2)]);
        }

        x = Node(graph, "Flatten", [x], "flat", []);
        x = Node(graph, "Gemm", [x, "fc1.weight", "fc1.bias"], "logits", [Integer("transB", 1)]);
        Node(graph, "Softmax", [x], Output, [Integer("axis", 1)]);

        Text(graph, 2, "lenet");
        foreach (string name in parameters.Names)
            Bytes(graph, 5, Tensor(name, parameters));
        Bytes(graph, 11, Value(Input, 1, 28, 28));
        Bytes(graph, 12, Value(Output, 10));
    });

    private static string Node(CodedOutputStream graph, string operation, string[] inputs, string output, byte[][] attributes)
    {
        Bytes(graph, 1, Message(node =>
        {
            foreach (string input in inputs)
                Text(node, 1, input);
            Text(node, 2, output);
            Text(node, 4, operation);
            foreach (byte[] attribute in attributes)
                Bytes(node, 5, attribute);
        }));
        return output;
    }

    private static byte[] Integer(string name, long value) => Message(attribute =>
    {
        Text(attribute, 1, name);
        Number(attribute, 3, value);
        Number(attribute, 20, 2); // type INT
    });

    private static byte[] Integers(string name, params long[] values) => Message(attribute =>
    {
        Text(attribute, 1, name);
        foreach (long value in values)
            Number(attribute, 8, value);
        Number(attribute, 20, 7); // type INTS
    });

    private static byte[] Tensor(string name, Parameters parameters) => Message(tensor =>
    {
        foreach (int extent in parameters.ExtentsOf(name))
            Number(tensor, 1, extent);
        Number(tensor, 2, Float);
        Text(tensor, 8, name);
        Bytes(tensor, 9, System.Runtime.InteropServices.MemoryMarshal.AsBytes(parameters.Get(name)).ToArray());
    });

    // The first extent is the number of samples, which is left open.
    private static byte[] Value(string name, params int[] extents) => Message(value =>
    {
        Text(value, 1, name);
        Bytes(value, 2, Message(type => Bytes(type, 1, Message(tensor =>
        {
            Number(tensor, 1, Float);
            Bytes(tensor, 2, Message(shape =>
            {
                Bytes(shape, 1, Message(open => Text(open, 2, "N")));
                foreach (int extent in extents)
                    Bytes(shape, 1, Message(fixedExtent => Number(fixedExtent, 1, extent)));
            }));
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var stream = new CodedOutputStream(bytes, leaveOpen: true))
            write(stream);
        return bytes.ToArray();
    }

    private static void Number(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }

    private static void Text(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Bytes(CodedOutputStream stream, int field, byte[] value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(value));
    }
}
