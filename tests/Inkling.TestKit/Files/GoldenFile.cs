using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Inkling.TestKit;

/// <summary>A golden file: tensors that another library computed, in safetensors form. A reader of its own, so that it cannot share a fault with the product's.</summary>
public sealed class GoldenFile
{
    private readonly Dictionary<string, (string Type, int[] Extents, int Start, int End)> _entries = [];
    private readonly byte[] _bytes;
    private readonly int _dataStart;

    private GoldenFile(byte[] bytes)
    {
        _bytes = bytes;
        int header = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
        _dataStart = sizeof(long) + header;
        using var json = JsonDocument.Parse(bytes.AsMemory(sizeof(long), header));
        foreach (var entry in json.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var offsets = entry.Value.GetProperty("data_offsets");
            _entries.Add(entry.Name, (
                entry.Value.GetProperty("dtype").GetString()!,
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())],
                offsets[0].GetInt32(),
                offsets[1].GetInt32()));
        }
    }

    /// <summary>The names of all tensors.</summary>
    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>Where a golden lies: in the repository, or in the shared folder; null if in neither.</summary>
    /// <param name="name">Its file name without <c>.safetensors</c>.</param>
    public static string? Find(string name) =>
        new[] { TestFolders.Golden, TestFolders.Shared is { } shared ? Path.Combine(shared, "golden") : null }
            .OfType<string>()
            .Select(folder => Path.Combine(folder, name + ".safetensors"))
            .FirstOrDefault(File.Exists);

    /// <summary>Reads a golden, or returns null if it is not here.</summary>
    public static GoldenFile? TryRead(string name) => Find(name) is { } path ? Read(path) : null;

    /// <summary>Reads any safetensors file.</summary>
    public static GoldenFile Read(string path) => new(File.ReadAllBytes(path));

    /// <summary>The extents of a tensor.</summary>
    public int[] Extents(string name) => _entries[name].Extents;

    /// <summary>The values of a tensor of 32-bit floats.</summary>
    public float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(Data(name, "F32")).ToArray();

    /// <summary>The values of a tensor of 64-bit integers, as 32-bit ones.</summary>
    public int[] Integers(string name) =>
        Array.ConvertAll(MemoryMarshal.Cast<byte, long>(Data(name, "I64")).ToArray(), value => checked((int)value));

    private ReadOnlySpan<byte> Data(string name, string type)
    {
        var (found, _, start, end) = _entries[name];
        return found == type
            ? _bytes.AsSpan(_dataStart + start, end - start)
            : throw new InvalidDataException($"golden tensor '{name}': expected {type}, found {found}");
    }
}
