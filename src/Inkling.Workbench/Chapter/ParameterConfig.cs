using Google.Protobuf;
using Inkling.Workbench.Interchange.Protobuf;
using static Google.Protobuf.WireFormat;

namespace Inkling.Workbench.Chapter;

/// <summary>What a parameter tar says of a parameter beside its values: the protobuf message of the same name, version 2 of the language.</summary>
internal sealed record ParameterConfig(string Name, ulong Size)
{
    /// <summary>[in, out] of fully connected weights, [1, n] or [n, 1] of biases; none of convolution weights.</summary>
    public IReadOnlyList<ulong> Extents { get; init; } = [];

    /// <summary>The mean of the law that first values are drawn from.</summary>
    public double InitialMean { get; init; }

    /// <summary>Its standard deviation.</summary>
    public double InitialDeviation { get; init; }

    /// <summary>Whether that deviation is the framework's own choice, 1/√in.</summary>
    public bool IsSmart { get; init; }

    /// <summary>Whether training leaves the parameter as it is.</summary>
    public bool IsStatic { get; init; }

    /// <summary>The message, with the fields that the framework's release 0.11 writes, zeros among them.</summary>
    public byte[] ToBytes()
    {
        var message = new ProtobufMessage()
            .Text(1, Name)
            .Number(2, checked((long)Size))
            .Real(4, 0.0) // momentum
            .Real(5, InitialMean)
            .Real(6, InitialDeviation)
            .Real(7, 0.0) // decay rate
            .Numbers(9, Extents.Select(extent => checked((long)extent)))
            .Flag(11, false) // initial strategy 0: a normal distribution
            .Flag(12, IsSmart);
        return (IsStatic ? message.Flag(18, true) : message).ToArray();
    }

    /// <summary>Reads the message; fields that do not matter here are skipped.</summary>
    /// <param name="bytes">The message.</param>
    /// <exception cref="InvalidDataException">It is damaged, or has no name or size.</exception>
    public static ParameterConfig Parse(byte[] bytes)
    {
        try
        {
            return Parse(new CodedInputStream(bytes));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"expected a ParameterConfig message, found a damaged one ({e.Message})", e);
        }
    }

    private static ParameterConfig Parse(CodedInputStream message)
    {
        string? name = null;
        ulong? size = null;
        bool isStatic = false;
        var extents = new List<ulong>();
        for (uint tag = message.ReadTag(); tag != 0; tag = message.ReadTag())
        {
            switch (GetTagFieldNumber(tag), GetTagWireType(tag))
            {
                case (1, WireType.LengthDelimited):
                    name = message.ReadString();
                    break;
                case (2, WireType.Varint):
                    size = message.ReadUInt64();
                    break;
                case (9, WireType.Varint):
                    extents.Add(message.ReadUInt64());
                    break;
                case (18, WireType.Varint):
                    isStatic = message.ReadBool();
                    break;
                default:
                    message.SkipLastField();
                    break;
            }
        }

        if (name is null || size is null)
            throw new InvalidDataException($"expected a ParameterConfig message with name and size, found one without {(name is null ? "name" : "size")}");
        return new(name, size.Value) { Extents = extents, IsStatic = isStatic };
    }
}
