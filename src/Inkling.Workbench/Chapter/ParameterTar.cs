using System.Buffers.Binary;
using System.Formats.Tar;
using System.Runtime.InteropServices;
using Inkling.Nn;

namespace Inkling.Workbench.Chapter;

/// <summary>The parameter files of the chapter's own framework, PaddlePaddle v2 (<c>params_pass_4.tar</c>): read and written.</summary>
/// <remarks>
/// <para>
/// An uncompressed GNU tar with two entries per parameter P, in the order the layers were made: <c>P</c> has a header of 16 bytes,
/// little-endian {format 0, 32 bits; bytes of a value 4, 32 bits; count, 64 bits}, and the values as 32-bit floats, row-major;
/// <c>P.protobuf</c> has the message ParameterConfig. That framework leaves its archives without the blocks that end a tar; both sorts are
/// read, and closed ones written.
/// </para>
/// <para>
/// The file knows names and sizes but no network, so the network must be given. Names differ (<c>___fc_layer_0__.w0</c> there is
/// <c>fc1.weight</c> here) and shift there when a process builds a second network, so parameters are matched by their order, and checked by
/// their sizes. Fully connected weights are [in, out] there and [out, in] here; values come through to the bit. The scaling of pixels is not in
/// the file: the chapter's −1..1 is what <c>Layer.Image</c> does.
/// </para>
/// </remarks>
public static class ParameterTar
{
    private const string ConfigSuffix = ".protobuf";
    private const int HeaderLength = 16;
    private const int BlockLength = 512;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="output">The network, named by its last layer: a prediction or a cost. Only fully connected layers and convolutions may have
    /// parameters.</param>
    /// <returns>The parameters; those that the file calls static are frozen.</returns>
    /// <exception cref="ArgumentException">Another layer of the network has parameters.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or holds the parameters of another network.</exception>
    public static Parameters Load(string path, Layer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var expected = TarParameter.Of(new Network(output));
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file", path);
        return Parse(path, File.ReadAllBytes(path), output, expected);
    }

    /// <summary>Reads what such a file holds from a stream, to its end. The stream stays open.</summary>
    /// <param name="stream">The tar.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="output">The network, as for a file.</param>
    /// <exception cref="ArgumentException">Another layer of the network has parameters.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or holds the parameters of another network.</exception>
    public static Parameters Load(Stream stream, string name, Layer output)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(output);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Parse(name, bytes.ToArray(), output, TarParameter.Of(new Network(output)));
    }

    private static Parameters Parse(string path, byte[] content, Layer output, IReadOnlyList<TarParameter> expected)
    {
        var found = ReadEntries(path, content);
        string[] names = [.. found.Keys.Where(name => !name.EndsWith(ConfigSuffix, StringComparison.Ordinal))];
        if (names.Length != expected.Count)
        {
            throw new InvalidDataException(
                $"{path}: expected {expected.Count} parameters ({string.Join(", ", expected.Select(parameter => parameter.Slot))}), "
                + $"found {names.Length} ({string.Join(", ", names)})");
        }

        var parameters = Parameters.Create(output);
        foreach (var (parameter, name) in expected.Zip(names))
        {
            if (!found.TryGetValue(name + ConfigSuffix, out var config))
                throw new InvalidDataException($"{path}: '{name}': expected an entry '{name}{ConfigSuffix}', found none");
            bool isStatic = CheckConfig($"{path}: '{name}{ConfigSuffix}'", ParseConfig(path, name, config), name, parameter);
            float[] values = ParseValues($"{path}: '{name}'", found[name], parameter);
            parameters.Set(parameter.Slot.Name, [.. parameter.Slot.Spec.Extents], parameter.FromTar(values));
            if (isStatic)
                parameters.Freeze(parameter.Slot.Name);
        }

        return parameters;
    }

    /// <summary>Writes a file, as a whole or not at all. The same values give the same bytes.</summary>
    /// <param name="parameters">The parameters; only fully connected layers and convolutions may have some.</param>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <exception cref="ArgumentException">Another layer of the network has parameters.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(Parameters parameters, string path) => AtomicFile.Write(path, stream => Save(parameters, stream));

    /// <summary>Writes what such a file holds to a stream, which stays open.</summary>
    /// <param name="parameters">The parameters, as for a file.</param>
    /// <param name="stream">Written to from where it stands.</param>
    /// <exception cref="ArgumentException">Another layer of the network has parameters; then nothing is written.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Save(Parameters parameters, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(stream);
        var entries = TarParameter.Of(parameters.Network);
        using var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var parameter in entries)
        {
            var values = parameter.ToTar(parameters.Get(parameter.Slot.Name));
            WriteEntry(tar, parameter.Name, ToBytes(values));
            WriteEntry(tar, parameter.Name + ConfigSuffix, Config(parameter, parameters).ToBytes());
        }
    }

    private static OrderedDictionary<string, byte[]> ReadEntries(string path, byte[] content)
    {
        // With the end that the archive may lack, and harmless where it has one.
        using var stream = new MemoryStream([.. content, .. new byte[2 * BlockLength]]);
        var entries = new OrderedDictionary<string, byte[]>();
        try
        {
            using var tar = new TarReader(stream);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.Length > content.Length)
                    throw new InvalidDataException($"the entry '{entry.Name}' claims {entry.Length} bytes, the file has {content.Length}");
                var data = new byte[entry.Length];
                entry.DataStream?.ReadExactly(data);
                if (!entries.TryAdd(entry.Name, data))
                    throw new InvalidDataException($"the entry '{entry.Name}' is there twice");
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library fails in many ways where a header is untrue.
            throw new InvalidDataException($"{path}: expected an uncompressed tar of parameters, found a damaged one ({e.Message})", e);
        }

        return entries;
    }

    private static ParameterConfig ParseConfig(string path, string name, byte[] message)
    {
        try
        {
            return ParameterConfig.Parse(message);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: '{name}{ConfigSuffix}': {e.Message}", e);
        }
    }

    private static bool CheckConfig(string place, ParameterConfig config, string name, TarParameter expected)
    {
        if (config.Name != name)
            throw new InvalidDataException($"{place}: expected the name '{name}', found '{config.Name}'");
        if (config.Size != (ulong)expected.Slot.Spec.Length)
            throw new InvalidDataException($"{place}: expected the size {expected.Slot.Spec.Length} of {expected.Slot}, found {config.Size}");
        if (config.Extents.Count > 0 && expected.Extents.Count > 0 && !config.Extents.SequenceEqual(expected.Extents.Select(extent => (ulong)extent)))
        {
            throw new InvalidDataException(
                $"{place}: expected [{string.Join(", ", expected.Extents)}] for {expected.Slot}, found [{string.Join(", ", config.Extents)}]");
        }

        return config.IsStatic;
    }

    private static float[] ParseValues(string place, byte[] content, TarParameter expected)
    {
        if (content.Length < HeaderLength)
            throw new InvalidDataException($"{place}: expected a header of {HeaderLength} bytes, found {content.Length}");

        uint format = BinaryPrimitives.ReadUInt32LittleEndian(content), size = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(4));
        if (format != 0 || size != sizeof(float))
            throw new InvalidDataException($"{place}: byte offset 0: expected format 0 with values of {sizeof(float)} bytes, found {format} and {size}");

        ulong count = BinaryPrimitives.ReadUInt64LittleEndian(content.AsSpan(8));
        var values = content.AsSpan(HeaderLength);
        if (count != (ulong)expected.Slot.Spec.Length || values.Length != expected.Slot.Spec.Length * (long)sizeof(float))
        {
            throw new InvalidDataException(
                $"{place}: byte offset 8: expected {expected.Slot.Spec.Length} values for {expected.Slot}, found {count} in {values.Length} bytes");
        }

        return MemoryMarshal.Cast<byte, float>(values).ToArray();
    }

    private static ParameterConfig Config(TarParameter parameter, Parameters parameters) =>
        new(parameter.Name, (ulong)parameter.Slot.Spec.Length)
        {
            Extents = [.. parameter.Extents.Select(extent => (ulong)extent)],
            InitialMean = parameter.Slot.Spec.Initializer.Mean,
            InitialDeviation = parameter.Slot.Spec.Initializer.StandardDeviation,
            IsSmart = parameter.IsTransposed,
            IsStatic = parameters.IsFrozen(parameter.Slot.Name),
        };

    private static byte[] ToBytes(float[] values)
    {
        var content = new byte[HeaderLength + values.Length * sizeof(float)];
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(4), sizeof(float));
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(8), (ulong)values.Length);
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(content.AsSpan(HeaderLength));
        return content;
    }

    private static void WriteEntry(TarWriter tar, string name, byte[] content)
    {
        using var data = new MemoryStream(content);
        tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = data,
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        });
    }
}
