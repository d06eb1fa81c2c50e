using System.Text.Json;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class SafetensorsFileTests
{
    [Fact]
    public void Tensors_and_metadata_come_back_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        Tensor[] tensors =
        [
            new("matrix", [2, 3], [1f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, float.MinValue]),
            new("single", [], [3f]), new("empty", [0, 4], []), new("Ünïcode \"name\"", [1, 1, 2], [5f, 6f]),
        ];

        SafetensorsFile.Write(path, tensors, new Dictionary<string, string> { ["note"] = "Übung \"1\"\n", ["empty"] = "" });
        var file = SafetensorsFile.Read(path);

        Assert.Equal(path, file.Path);
        Assert.Equal(new Dictionary<string, string> { ["note"] = "Übung \"1\"\n", ["empty"] = "" }, file.Metadata);
        Assert.Equal(tensors.Length, file.Tensors.Count);
        foreach (var tensor in tensors)
        {
            Assert.Equal(tensor.Extents, file.Get(tensor.Name).Extents);
            Closeness.RequireEqualBits(tensor.Name, tensor.Values, file.Get(tensor.Name).Values);
        }
    }

    [Fact]
    public void Half_the_size_holds_values_rounded_to_16_bits()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("half.safetensors"), whole = folder.File("whole.safetensors");
        Tensor[] tensors = [new("a", [4], [1f, 1.0004f, 65504f, -1e-9f]), new("b", [1], [0.1f])];

        SafetensorsFile.Write(path, tensors, new Dictionary<string, string>(), half: true);
        SafetensorsFile.Write(whole, tensors, new Dictionary<string, string>());

        Assert.Equal([1f, 1f, 65504f, -0f], SafetensorsFile.Read(path).Get("a").Values);
        Assert.Equal([(float)(Half)0.1f], SafetensorsFile.Read(path).Get("b").Values);
        Assert.Equal(new FileInfo(whole).Length - 10, new FileInfo(path).Length);
        var error = Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, [new("c", [1], [65520f])], new Dictionary<string, string>(), half: true));
        Assert.Contains("tensor 'c': expected values that 16 bits can hold, up to 65504, got 65520", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0x3C, 0x00, 0xC1 })]
    [InlineData("BF16", new byte[] { 0x80, 0x3F, 0x20, 0xC0 })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0x04, 0xC0 })]
    public void Numbers_of_other_sizes_become_floats(string type, byte[] values)
    {
        byte[] header = System.Text.Encoding.UTF8.GetBytes($$"""{ "a": { "dtype": "{{type}}", "shape": [2], "data_offsets": [0, {{values.Length}}] } }""");

        var file = SafetensorsFile.Parse("other", [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. values]);

        Assert.Equal([1f, -2.5f], file.Get("a").Values);
    }

    [Fact]
    public void Another_reader_of_the_format_understands_the_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        var parameters = Parameters.Create(ChapterNetworks.Prediction("lenet"));
        parameters.Save(path);

        var golden = GoldenFile.Read(path);

        Assert.Equal(parameters.Names, golden.Names);
        foreach (string name in parameters.Names)
        {
            Assert.Equal(parameters.ExtentsOf(name), golden.Extents(name));
            Closeness.RequireEqualBits(name, parameters.Get(name), golden.Floats(name));
        }
    }

    // What the library of the format's authors checks: no key twice, metadata of strings, data without gaps up to the last byte.
    [Fact]
    public void What_is_written_keeps_the_rules_of_the_format()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        SafetensorsFile.Write(path, [new("b", [2, 3], new float[6]), new("a \"", [], [1f]), new("e", [0, 4], [])], new Dictionary<string, string> { ["n"] = "ü" });

        var (header, values) = FileBytes.Split(File.ReadAllBytes(path));

        Assert.StartsWith("{", header, StringComparison.Ordinal);
        Assert.Equal(0, System.Text.Encoding.UTF8.GetByteCount(header) % 8);
        using var json = JsonDocument.Parse(header, new() { AllowDuplicateProperties = false });
        Assert.All(json.RootElement.GetProperty("__metadata__").EnumerateObject(), entry => Assert.Equal(JsonValueKind.String, entry.Value.ValueKind));
        int end = 0;
        foreach (var tensor in json.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            Assert.Equal(["data_offsets", "dtype", "shape"], tensor.Value.EnumerateObject().Select(entry => entry.Name).Order());
            int count = tensor.Value.GetProperty("shape").EnumerateArray().Aggregate(1, (product, extent) => product * extent.GetInt32());
            Assert.Equal([end, end += count * sizeof(float)], tensor.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32()));
        }

        Assert.Equal(values.Length, end);
    }

    [Fact]
    public void Tensors_no_library_would_read_are_not_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");

        Assert.Contains("'a': expected distinct", Refused(new("a", [1], [1f]), new("a", [1], [1f])), StringComparison.Ordinal);
        Assert.Contains("'__metadata__'", Refused(new Tensor("__metadata__", [1], [1f])), StringComparison.Ordinal);
        Assert.Contains("'a': expected values for [2, 3], got 5", Refused(new Tensor("a", [2, 3], new float[5])), StringComparison.Ordinal);
        Assert.Contains("'a': expected values for [-1, -1], got 1", Refused(new Tensor("a", [-1, -1], [1f])), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));

        string Refused(params Tensor[] tensors) =>
            Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, tensors, new Dictionary<string, string>())).Message;
    }

    [Fact]
    public void A_file_of_another_library_is_understood()
    {
        string? path = GoldenFile.Find("linear-n5i17o13");
        Assert.SkipWhen(path is null, TestFolders.SharedIsAbsent("linear-n5i17o13"));

        var file = SafetensorsFile.Read(path);

        Assert.Equal([13, 17], file.Get("weight").Extents);
        Closeness.RequireEqualBits("weight", GoldenFile.Read(path).Floats("weight"), file.Get("weight").Values);
    }

    [Fact]
    public void A_missing_file_and_a_missing_tensor_are_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");

        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Read(path)).Message, StringComparison.Ordinal);
        SafetensorsFile.Write(path, [new("a", [1], [1f])], new Dictionary<string, string>());
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path).Get("b"));
        Assert.Contains("'b', found a", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongHeaders { get; } = new()
    {
        { """{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", "expected dtype F32, F64, F16, BF16, got I64" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "claims data 0..8 for [3]" },
        { """{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}""", "claims data" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "holds 8 bytes" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "begins at data offset 4, expected 0" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "8 bytes of data, expected 4" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'b' begins" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'a'" },
        { """{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,8]}}""", "header" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "header" },
        { """{"a":{"dtype":"F32","shape":[2]}}""", "header" },
        { """{"a":{"shape":[2],"data_offsets":[0,8]}}""", "header" },
        { """{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "header" },
        { """{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", "header" },
        { """{"a":7}""", "header" },
        { """{"__metadata__":{"x":7},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "header" },
        { """[]""", "header" },
        { """{""", "header" },
        { "", "header" },
    };

    [Theory, MemberData(nameof(WrongHeaders))]
    public void A_wrong_header_is_refused_with_what_is_wrong(string header, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        File.WriteAllBytes(path, FileBytes.Of(header, new byte[8]));

        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        foreach (byte[] bytes in new byte[][] { [], [1, 2, 3], [255, 255, 255, 255, 255, 255, 255, 255], [3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'] })
        {
            File.WriteAllBytes(path, bytes);

            Assert.Contains("byte offset 0", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path)).Message, StringComparison.Ordinal);
        }
    }
}
