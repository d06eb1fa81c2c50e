using System.Buffers;
using Google.Protobuf;
using static Google.Protobuf.WireFormat;

namespace Inkling.Workbench.Interchange.Protobuf;

/// <summary>A protobuf message that is being written; fields may come in any order.</summary>
internal sealed class ProtobufMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ProtobufMessage Text(int field, string value) => Field(field, WireType.LengthDelimited, stream => stream.WriteString(value));

    public ProtobufMessage Number(int field, long value) => Field(field, WireType.Varint, stream => stream.WriteInt64(value));

    public ProtobufMessage Real(int field, float value) => Field(field, WireType.Fixed32, stream => stream.WriteFloat(value));

    public ProtobufMessage Real(int field, double value) => Field(field, WireType.Fixed64, stream => stream.WriteDouble(value));

    public ProtobufMessage Flag(int field, bool value) => Field(field, WireType.Varint, stream => stream.WriteBool(value));

    public ProtobufMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        var bytes = ByteString.CopyFrom(value);
        return Field(field, WireType.LengthDelimited, stream => stream.WriteBytes(bytes));
    }

    public ProtobufMessage Message(int field, ProtobufMessage value) => Bytes(field, value._bytes.WrittenSpan);

    public ProtobufMessage Numbers(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
            Number(field, value);
        return this;
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private ProtobufMessage Field(int field, WireType type, Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var stream = new CodedOutputStream(bytes, leaveOpen: true))
        {
            stream.WriteTag(field, type);
            write(stream);
        }

        _bytes.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return this;
    }
}
