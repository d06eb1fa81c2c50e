using System.Reflection;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.Workbench.Interchange.Protobuf;
using static Google.Protobuf.WireFormat;

namespace Inkling.Workbench.Interchange.Onnx;

/// <summary>Networks as ONNX files, for other runtimes; opset 13.</summary>
/// <remarks>
/// <para>
/// The input of the graph is the network's: bytes [N, C, H, W], any number of samples, 0 paper to 255 ink. Their scaling is in the graph. The output is
/// [N, classes]; where it is a softmax, the logits are divided by the model's <see cref="Temperature"/> before, so that the probabilities are those that
/// <see cref="Recognizer"/> gives.
/// </para>
/// <para>
/// The initial values of the graph are the parameters under their own names, to the bit, and the metadata holds what a safetensors file holds, so
/// that files written here can be read back. Networks of other writers cannot.
/// </para>
/// </remarks>
public static class OnnxFile
{
    private const int IrVersion = 7;
    private const int OperatorSet = 13;

    /// <summary>Whether a file is called as one of ONNX is, or begins like those that <see cref="Save(Parameters, string)"/> writes.</summary>
    internal static bool IsOne(string path)
    {
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            return true;
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[11];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start is [8, IrVersion, 18, 7, ..] && start[4..].SequenceEqual("inkling"u8);
    }

    /// <summary>Writes the prediction of a network, as a whole or not at all.</summary>
    /// <param name="parameters">The network and its parameters.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The temperature stored with the model is no such thing.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(Parameters parameters, string path) => AtomicFile.Write(path, stream => Save(parameters, stream));

    /// <summary>Writes the prediction of a network to a stream, which stays open.</summary>
    /// <param name="parameters">The network and its parameters.</param>
    /// <param name="stream">Written to from where it stands.</param>
    /// <exception cref="InvalidDataException">The temperature stored with the model is no such thing.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Save(Parameters parameters, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToBytes(parameters));
    }

    /// <summary>Reads a file that <see cref="Save(Parameters, string)"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another writer.</exception>
    public static Parameters Load(string path) =>
        File.Exists(path) ? Parse(path, File.ReadAllBytes(path)) : throw new FileNotFoundException($"{path}: no such file", path);

    /// <summary>Reads the bytes of such a file.</summary>
    /// <param name="name">What error messages call it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="InvalidDataException">They are damaged, or of another writer.</exception>
    public static Parameters Parse(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var metadata = new Dictionary<string, string>();
        var tensors = new List<Tensor>();
        ByteString? graph = null;
        try
        {
            ReadFields(new CodedInputStream(bytes), (field, model) =>
            {
                if (field == 14)
                    ReadEntry(model.ReadBytes(), metadata);
                else if (field == 7)
                    graph = model.ReadBytes();
                else
                    model.SkipLastField();
            });
            if (graph is not null && !metadata.Keys.Any(key => key.StartsWith("inkling.", StringComparison.Ordinal)))
                throw new InvalidDataException($"{name}: this ONNX model was not written by Inkling; networks of others cannot be read");
            if (graph is not null)
                ReadGraph(name, graph, tensors);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or OverflowException)
        {
            throw new InvalidDataException($"{name}: expected a model of ONNX, found something damaged ({e.Message})", e);
        }

        return Parameters.Of(name, tensors, metadata);
    }

    private static byte[] ToBytes(Parameters parameters)
    {
        var prediction = parameters.CopyFor(parameters.Network.Prediction.Output);
        string? version = typeof(OnnxFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var model = new ProtobufMessage()
            .Number(1, IrVersion)
            .Text(2, "inkling")
            .Text(3, version ?? "")
            .Message(8, new ProtobufMessage().Text(1, "").Number(2, OperatorSet));
        foreach (var (key, value) in prediction.Metadata)
            model.Message(14, new ProtobufMessage().Text(1, key).Text(2, value));
        return model.Message(7, OnnxNetwork.Of(prediction, new DigitModel(parameters).Temperature)).ToArray();
    }

    private static void ReadEntry(ByteString bytes, Dictionary<string, string> metadata)
    {
        string key = "", value = "";
        ReadFields(bytes.CreateCodedInput(), (field, entry) =>
        {
            if (field == 1)
                key = entry.ReadString();
            else if (field == 2)
                value = entry.ReadString();
            else
                entry.SkipLastField();
        });
        metadata[key] = value;
    }

    private static void ReadGraph(string source, ByteString bytes, List<Tensor> tensors) =>
        ReadFields(bytes.CreateCodedInput(), (field, graph) =>
        {
            if (field == 5)
                tensors.Add(ReadTensor(source, graph.ReadBytes()));
            else
                graph.SkipLastField();
        });

    private static Tensor ReadTensor(string source, ByteString bytes)
    {
        var extents = new List<int>();
        string name = "";
        long type = 0;
        ByteString? raw = null;
        ReadFields(bytes.CreateCodedInput(), (field, tensor) =>
        {
            switch (field)
            {
                case 1:
                    extents.Add(checked((int)tensor.ReadInt64()));
                    break;
                case 2:
                    type = tensor.ReadInt64();
                    break;
                case 8:
                    name = tensor.ReadString();
                    break;
                case 9:
                    raw = tensor.ReadBytes();
                    break;
                default:
                    tensor.SkipLastField();
                    break;
            }
        });

        long count = extents.Aggregate(1L, (product, extent) => checked(product * extent));
        if (type != (long)OnnxType.Float || raw is null || extents.Any(extent => extent < 0) || raw.Length != count * sizeof(float))
            throw new InvalidDataException($"{source}: '{name}' expected {count} raw floats for [{string.Join(", ", extents)}], found {raw?.Length ?? 0} bytes of type {type}");
        return new(name, extents, MemoryMarshal.Cast<byte, float>(raw.Span).ToArray());
    }

    /// <summary>Hands over each field; who takes it reads it or skips it.</summary>
    private static void ReadFields(CodedInputStream message, Action<int, CodedInputStream> take)
    {
        for (uint tag = message.ReadTag(); tag != 0; tag = message.ReadTag())
            take(GetTagFieldNumber(tag), message);
    }
}
