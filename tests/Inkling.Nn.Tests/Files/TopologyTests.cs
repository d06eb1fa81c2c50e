using System.Text.RegularExpressions;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class TopologyTests
{
    private static readonly Dictionary<string, Layer> Networks = new()
    {
        ["softmax"] = ChapterNetworks.Prediction("softmax"),
        ["mlp"] = ChapterNetworks.Prediction("mlp"),
        ["lenet"] = ChapterNetworks.Prediction("lenet"),
        ["settings"] = new DataInput("ink", new(3, 12, 10), new(0.1f, 1f / 3f))
            .Convolution(4, 3, Activation.Sigmoid, stride: 2, padding: 1, name: "edge").MaxPool(3, 2, 1, ceilMode: true).AveragePool(2, 1)
            .FullyConnected(5, Activation.Tanh, name: "fc2").FullyConnected(4),
    };

    public static TheoryData<string> Names { get; } = [.. Networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_saved_network_comes_back_with_its_layers_names_and_bits(string name)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        var saved = Parameters.Create(Networks[name], seed: 9);
        saved.Notes["classes"] = "0123456789";
        saved.Save(path);

        var loaded = Parameters.Load(path);

        Assert.Equal(saved.Network.ToString(), loaded.Network.ToString());
        Assert.Equal(Topology.Write(saved.Network), Topology.Write(loaded.Network));
        Assert.Equal(saved.Network.DataInputs.Single().Scaling, loaded.Network.DataInputs.Single().Scaling);
        Assert.Equal(saved.Hash(), loaded.Hash());
        Assert.Equal(saved.Notes, loaded.Notes);
        byte[] pixels = RandomArrays.Bytes(1, 3 * saved.Network.DataInputs.Single().Shape.Size);
        Closeness.RequireEqualBits(name, new Inference(saved).Infer(pixels), new Inference(loaded).Infer(pixels));
    }

    [Fact]
    public void Saved_again_it_is_the_same_file_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        string first = folder.File("a"), second = folder.File("b");
        Parameters.Create(Networks["settings"]).Save(first);

        Parameters.Load(first).Save(second);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Theory]
    [InlineData("filterSize", 30_000, "padding", 20_000)]
    [InlineData("padding", 30_000, "stride", 1)]
    [InlineData("filters", 2_000_000_000, "stride", 1)]
    public void What_a_file_describes_but_does_not_hold_takes_no_memory(string setting, int value, string other, int otherValue)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        Parameters.Create(Layer.Image("pixel", 1, 6, 6).Convolution(2, 3).FullyConnected(3)).Save(path);
        var (header, values) = FileBytes.Split(File.ReadAllBytes(path));
        byte[] changed = FileBytes.Of(With(With(header, setting, value), other, otherValue), values);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => Parameters.Parse("huge", changed));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);

        static string With(string header, string setting, int value) => Regex.Replace(header, $@"(u0022{setting}\\u0022:)\d+", $"${{1}}{value}");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_model_with_a_value_that_is_no_number_is_refused(float value)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        var parameters = Parameters.Create(Layer.Vector("x", 4).FullyConnected(3));
        parameters.Set("fc1.bias", [3], [0, value, 0]);
        parameters.Save(path);

        var error = Assert.Throws<InvalidDataException>(() => Parameters.Load(path));

        Assert.Contains($"{path}: 'fc1.bias' expected finite numbers, got {value} at index 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_cost_the_prediction_is_saved()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        var prediction = ChapterNetworks.Prediction("mlp");
        Parameters.Create(Cost.Classification(prediction, ChapterNetworks.Label)).Save(path);

        Assert.Equal(new Network(prediction).ToString(), Parameters.Load(path).Network.ToString());
    }

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { """{"version":2,"layers":[]}""", "version expected 1, got 2" },
        { """{"version":1,"layers":[]}""", "no layers" },
        { """{"version":1}""", "describes no network" },
        { """nonsense""", "describes no network" },
        { """{"version":1,"layers":[{"name":"a","kind":"magic","inputs":["a"]}]}""", "input 'a' is not described before its use" },
        { """{"version":1,"layers":[{"name":"a","kind":"fc","inputs":[],"size":3}]}""", "layer 'a': expected one input, got 0" },
        { """{"version":1,"layers":[{"name":"x","kind":"data","inputs":[],"shape":[1,2],"paper":0,"ink":1}]}""", "layer 'x': shape expected 3 numbers, got 2" },
        { """{"version":1,"layers":[{"name":"x","kind":"data","inputs":[],"shape":[1,1,2],"paper":0,"ink":1},{"name":"a","kind":"magic","inputs":["x"]}]}""", "layer 'a': unknown kind 'magic'" },
        { """{"version":1,"layers":[{"name":"x","kind":"data","inputs":[],"shape":[1,1,2],"paper":0,"ink":1},{"name":"x","kind":"relu","inputs":["x"]}]}""", "describes no network" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_topology_that_cannot_be_built_says_why(string topology, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        SafetensorsFile.Write(path, [], new Dictionary<string, string> { [Topology.Key] = topology });

        var error = Assert.Throws<InvalidDataException>(() => Parameters.Load(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_topology_is_refused_but_its_values_can_be_taken_over()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        var parameters = Parameters.Create(Layer.Vector("x", 2).FullyConnected(1));
        SafetensorsFile.Write(path, [new("fc1.weight", [1, 2], [5f, 6f]), new("fc1.bias", [1], [7f])], new Dictionary<string, string>());

        Assert.Contains("the network is unknown", Assert.Throws<InvalidDataException>(() => Parameters.Load(path)).Message, StringComparison.Ordinal);
        parameters.CopyFrom(SafetensorsFile.Read(path));
        Assert.Equal([5f, 6f, 7f], parameters.Values);
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        var parameters = Parameters.Create(Layer.Vector("x", 2).FullyConnected(1));

        Check([new("fc1.weight", [2, 1], [5f, 6f]), new("fc1.bias", [1], [7f])], "'fc1.weight' expected [1, 2], got [2, 1]");
        Check([new("fc1.weight", [1, 2], [5f, 6f])], "'fc1.bias'");
        Check([new("fc1.weight", [1, 2], [5f, 6f]), new("fc1.bias", [1], [7f]), new("fc2.bias", [1], [7f])], "'fc2.bias' is no parameter");

        void Check(Tensor[] tensors, string message)
        {
            SafetensorsFile.Write(path, tensors, new Dictionary<string, string>());
            var error = Assert.Throws<InvalidDataException>(() => parameters.CopyFrom(SafetensorsFile.Read(path)));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    // The values are compared with the file before memory for them is asked for.
    [Fact]
    public void A_small_file_that_describes_a_huge_network_is_refused_at_once()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        const string Data = """{"version":1,"layers":[{"name":"x","kind":"data","inputs":[],"shape":[1,1,1],"paper":0,"ink":1},""";
        foreach (string layers in new[]
        {
            """{"name":"fc1","kind":"fc","inputs":["x"],"size":2147483647}]}""",
            """{"name":"fc1","kind":"fc","inputs":["x"],"size":1073741823}]}""",
            """{"name":"pool","kind":"maxpool","inputs":["x"],"size":536870912,"stride":1,"padding":536870911,"ceilMode":false}]}""",
            """{"name":"conv1","kind":"conv","inputs":["x"],"filters":1,"filterSize":65536,"stride":1,"padding":32768}]}""",
        })
        {
            SafetensorsFile.Write(path, [new("fc1.weight", [1], [1f])], new Dictionary<string, string> { [Topology.Key] = Data + layers });

            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Parameters.Load(path)).Message, StringComparison.Ordinal);
        }
    }
}
