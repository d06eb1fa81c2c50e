using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>
/// A safetensors file of floating-point numbers: eight bytes with the length of the header, a JSON header, the raw little-endian values.
/// </summary>
/// <remarks>Format: https://huggingface.co/docs/safetensors. Numbers of 16 and 64 bits become such of 32. Reading checks every number before it allocates or copies anything.</remarks>
public sealed class SafetensorsFile
{
    private const string MetadataKey = "__metadata__";
    private const int LengthBytes = sizeof(ulong);

    /// <summary>The types of numbers that are read, with their sizes and how their bytes become floats.</summary>
    private static readonly Dictionary<string, (int Size, Func<ReadOnlySpan<byte>, float[]> ToFloats)> _types = new(StringComparer.Ordinal)
    {
        [Single] = (sizeof(float), bytes => MemoryMarshal.Cast<byte, float>(bytes).ToArray()),
        ["F64"] = (sizeof(double), bytes => Converted<double>(bytes, value => (float)value)),
        [HalfPrecision] = (2, bytes => Converted<Half>(bytes, value => (float)value)),
        ["BF16"] = (sizeof(ushort), bytes => Converted<ushort>(bytes, value => BitConverter.UInt32BitsToSingle((uint)value << 16))), // the upper half of a float
    };

    private const string Single = "F32", HalfPrecision = "F16";

    internal SafetensorsFile(string path, IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Path = path;
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>The strings of the header's <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public Tensor Get(string name) =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new InvalidDataException($"{Path}: expected a tensor '{name}', found {string.Join(", ", Tensors.Select(tensor => tensor.Name))}");

    /// <summary>Writes a file, as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What it holds, with distinct names.</param>
    /// <param name="metadata">Strings stored beside them.</param>
    /// <param name="half">Whether values are rounded to 16 bits, which halves the file.</param>
    /// <exception cref="ArgumentException">
    /// Two tensors have the same name, one is named <c>__metadata__</c>, or has other than the product of its extents in values: a file no library
    /// would read. Or a value is too large for 16 bits.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, IEnumerable<Tensor> tensors, IReadOnlyDictionary<string, string> metadata, bool half = false) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata, half));

    /// <summary>Writes what such a file holds to a stream, which stays open.</summary>
    /// <param name="stream">Written to from where it stands.</param>
    /// <param name="tensors">What it holds, with distinct names.</param>
    /// <param name="metadata">Strings stored beside them.</param>
    /// <param name="half">Whether values are rounded to 16 bits.</param>
    /// <exception cref="ArgumentException">As for a file; then nothing is written.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, IEnumerable<Tensor> tensors, IReadOnlyDictionary<string, string> metadata, bool half = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var all = tensors.ToList();
        Check(all);
        byte[][] data = [.. all.Select(tensor => half ? Halves(tensor) : MemoryMarshal.AsBytes(tensor.Values.AsSpan()).ToArray())];
        byte[] header = Header(all, half ? HalfPrecision : Single, data, metadata);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        Array.ForEach(data, values => stream.Write(values));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no safetensors file of floating-point numbers.</exception>
    public static SafetensorsFile Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file", path);
        return Parse(path, File.ReadAllBytes(path));
    }

    private static void Check(List<Tensor> tensors)
    {
        var names = new HashSet<string> { MetadataKey };
        foreach (var (name, extents, values) in tensors)
        {
            if (!names.Add(name))
                throw new ArgumentException($"tensor '{name}': expected distinct names other than {MetadataKey}, got it again", nameof(tensors));
            if (extents.Aggregate(1L, (product, extent) => checked(product * extent)) != values.Length || extents.Any(extent => extent < 0))
                throw new ArgumentException($"tensor '{name}': expected values for [{string.Join(", ", extents)}], got {values.Length}", nameof(tensors));
        }
    }

    private static byte[] Halves(Tensor tensor)
    {
        var halves = Array.ConvertAll(tensor.Values, value => (Half)value);
        int at = Array.FindIndex(halves, Half.IsInfinity);
        return at < 0 || float.IsInfinity(tensor.Values[at])
            ? MemoryMarshal.AsBytes(halves.AsSpan()).ToArray()
            : throw new ArgumentException($"tensor '{tensor.Name}': expected values that 16 bits can hold, up to {(float)Half.MaxValue}, got {tensor.Values[at]}", nameof(tensor));
    }

    private static float[] Converted<T>(ReadOnlySpan<byte> bytes, Converter<T, float> convert)
        where T : unmanaged => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), convert);

    private static byte[] Header(List<Tensor> tensors, string type, byte[][] data, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();

            long offset = 0;
            foreach (var (tensor, values) in tensors.Zip(data))
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", type);
                WriteNumbers(json, "shape", tensor.Extents.Select(extent => (long)extent));
                WriteNumbers(json, "data_offsets", [offset, offset += values.Length]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Padded with blanks, as the format allows, so that the values begin at a multiple of eight bytes.
        while (stream.Length % LengthBytes != 0)
            stream.WriteByte((byte)' ');
        return stream.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="path">What error messages call it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="InvalidDataException">They are no safetensors file of floating-point numbers.</exception>
    public static SafetensorsFile Parse(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length < LengthBytes)
            throw new InvalidDataException($"{path}: byte offset 0: expected a safetensors header of at least {LengthBytes} bytes, found {bytes.Length}");

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (headerLength > (ulong)(bytes.Length - LengthBytes))
            throw new InvalidDataException($"{path}: byte offset 0: a header of {headerLength} bytes is announced, found {bytes.Length - LengthBytes} bytes after it");

        var body = bytes.AsSpan(LengthBytes + (int)headerLength);
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(LengthBytes, (int)headerLength));
            return ParseHeader(path, json.RootElement, body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException
            or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{path}: byte offset {LengthBytes}: the header is no JSON of the expected form ({e.Message})", e);
        }
    }

    private static SafetensorsFile ParseHeader(string path, JsonElement header, ReadOnlySpan<byte> body)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<(string Name, string Type, int[] Extents, int Start, int End)>();
        var names = new HashSet<string>();
        foreach (var property in header.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var entry in property.Value.EnumerateObject())
                    metadata[entry.Name] = entry.Value.GetString() ?? "";
                continue;
            }

            if (!names.Add(property.Name))
                throw new InvalidDataException($"{path}: '{property.Name}' is described twice");
            entries.Add(ParseEntry(path, property, body.Length));
        }

        entries.Sort((a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        var tensors = new List<Tensor>();
        int next = 0;
        foreach (var (name, type, extents, start, end) in entries)
        {
            if (start != next)
                throw new InvalidDataException($"{path}: '{name}' begins at data offset {start}, expected {next}");
            tensors.Add(new(name, extents, _types[type].ToFloats(body[start..end])));
            next = end;
        }

        return next == body.Length
            ? new(path, tensors, metadata)
            : throw new InvalidDataException($"{path}: {body.Length} bytes of data, expected {next}");
    }

    private static (string Name, string Type, int[] Extents, int Start, int End) ParseEntry(string path, JsonProperty property, int available)
    {
        string type = property.Value.GetProperty("dtype").GetString() ?? "";
        if (!_types.TryGetValue(type, out var numbers))
            throw new InvalidDataException($"{path}: '{property.Name}' expected dtype {string.Join(", ", _types.Keys)}, got {type}");

        int[] extents = [.. property.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
        var offsets = property.Value.GetProperty("data_offsets");
        int start = offsets[0].GetInt32(), end = offsets[1].GetInt32();
        long count = extents.Aggregate(1L, (product, extent) => checked(product * extent));
        if (extents.Any(extent => extent < 0) || start < 0 || end > available || end - (long)start != count * numbers.Size)
        {
            throw new InvalidDataException(
                $"{path}: '{property.Name}' claims data {start}..{end} for [{string.Join(", ", extents)}], the file holds {available} bytes of data");
        }

        return (property.Name, type, extents, start, end);
    }
}
