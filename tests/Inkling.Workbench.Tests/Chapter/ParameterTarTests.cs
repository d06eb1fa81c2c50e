using System.Runtime.InteropServices;
using CsCheck;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Workbench.Chapter;

namespace Inkling.Workbench.Tests.Chapter;

public sealed class ParameterTarTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The original's file of softmax regression, never closed: 35,328 bytes.
    private static readonly float[] Weight = Numbered(7840), Bias = Numbered(10);
    private static readonly byte[] Softmax =
    [
        .. TarBytes.Parameter("___fc_layer_0__.w0", Weight, 784, 10),
        .. TarBytes.Parameter("___fc_layer_0__.wbias", Bias, 1, 10),
    ];

    [Fact]
    public void The_file_of_the_original_that_nothing_ends_is_read()
    {
        Assert.Equal(35_328, Softmax.Length);

        var parameters = ParameterTar.Load(_folder.File("params_pass_0.tar", Softmax), Network("softmax"));

        Assert.Equal(["fc1.weight", "fc1.bias"], parameters.Names);
        Assert.Equal(Bias, parameters.Get("fc1.bias"));
        Assert.Equal([10, 784], parameters.ExtentsOf("fc1.weight"));
        for (int i = 0; i < 784; i++)
        {
            for (int o = 0; o < 10; o++)
                Assert.Equal(Weight[i * 10 + o], parameters.Get("fc1.weight")[o * 784 + i]);
        }
    }

    [Fact]
    public void A_closed_file_and_one_cut_behind_its_last_byte_are_read_too()
    {
        string hash = ParameterTar.Load(_folder.File("a.tar", Softmax), Network("softmax")).Hash();
        byte[] trimmed = Softmax.AsSpan().TrimEnd((byte)0).ToArray();

        Assert.Equal(hash, ParameterTar.Load(_folder.File("b.tar", [.. Softmax, .. TarBytes.End]), Network("softmax")).Hash());
        Assert.Equal(hash, ParameterTar.Load(_folder.File("c.tar", [.. trimmed, 0]), Network("softmax")).Hash());
    }

    [Fact]
    public void What_is_written_is_byte_by_byte_the_description_and_closed()
    {
        string path = _folder.File("a.tar");
        var parameters = ParameterTar.Load(_folder.File("params_pass_0.tar", Softmax), Network("softmax"));

        ParameterTar.Save(parameters, path);

        byte[] expected =
        [
            .. TarBytes.Entry("___fc_layer_0__.w0", TarBytes.Values(Weight)),
            .. TarBytes.Entry("___fc_layer_0__.w0.protobuf", TarBytes.Config("___fc_layer_0__.w0", 7840, [784, 10], 1f / MathF.Sqrt(784), isSmart: true)),
            .. TarBytes.Entry("___fc_layer_0__.wbias", TarBytes.Values(Bias)),
            .. TarBytes.Entry("___fc_layer_0__.wbias.protobuf", TarBytes.Config("___fc_layer_0__.wbias", 10, [1, 10])),
            .. TarBytes.End,
        ];
        Assert.Equal(expected, File.ReadAllBytes(path));
    }

    public static TheoryData<string, string> Layouts { get; } = new()
    {
        { "softmax", "___fc_layer_0__.w0 7840 [784,10]; ___fc_layer_0__.wbias 10 [1,10]" },
        {
            "mlp",
            "___fc_layer_0__.w0 100352 [784,128]; ___fc_layer_0__.wbias 128 [1,128]; ___fc_layer_1__.w0 8192 [128,64]; ___fc_layer_1__.wbias 64 [1,64]; "
            + "___fc_layer_2__.w0 640 [64,10]; ___fc_layer_2__.wbias 10 [1,10]"
        },
        {
            "lenet",
            "___conv_pool_0___conv.w0 500 []; ___conv_pool_0___conv.wbias 20 [20,1]; ___conv_pool_1___conv.w0 25000 []; "
            + "___conv_pool_1___conv.wbias 50 [50,1]; ___fc_layer_0__.w0 8000 [800,10]; ___fc_layer_0__.wbias 10 [1,10]"
        },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_chapters_networks_have_the_originals_names_sizes_and_extents(string name, string expected)
    {
        var layout = TarParameter.Of(new Network(Network(name)))
            .Select(parameter => $"{parameter.Name} {parameter.Slot.Spec.Length} [{string.Join(",", parameter.Extents)}]");

        Assert.Equal(expected, string.Join("; ", layout));
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("mlp")]
    [InlineData("lenet")]
    public void A_file_gives_back_the_parameters_and_the_parameters_the_file_to_the_bit(string name)
    {
        var parameters = Parameters.Create(Network(name), seed: 3);
        parameters.Set(parameters.Names.Last(), [10], [float.NaN, -0f, float.Epsilon, float.PositiveInfinity, 1, 2, 3, 4, 5, 6]);
        string first = _folder.File("first.tar"), second = _folder.File("second.tar");

        ParameterTar.Save(parameters, first);
        var loaded = ParameterTar.Load(first, Network(name));
        ParameterTar.Save(loaded, second);

        Assert.Equal(parameters.Hash(), loaded.Hash());
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Convolution_weights_lie_as_they_do_here()
    {
        var parameters = Parameters.Create(Network("lenet"), seed: 3);
        string path = _folder.File("a.tar");

        ParameterTar.Save(parameters, path);

        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path).AsSpan(512 + 16, 500 * sizeof(float)));
        Assert.Equal(parameters.Get("conv1.weight"), values);
    }

    [Fact]
    public void Convolutions_without_pooling_are_numbered_apart()
    {
        var network = Layer.Image("pixel", 1, 8, 8).Convolution(2, 3, Activation.Relu).ConvPool(2, 3, 2, Activation.Relu).FullyConnected(2);

        Assert.Equal(
            ["___conv_0__.w0", "___conv_0__.wbias", "___conv_pool_0___conv.w0", "___conv_pool_0___conv.wbias", "___fc_layer_0__.w0", "___fc_layer_0__.wbias"],
            TarParameter.Of(new Network(network)).Select(parameter => parameter.Name));
    }

    // A process that builds two networks numbers the layers of the second one on.
    [Fact]
    public void Names_that_have_shifted_do_not_matter()
    {
        byte[] shifted = [.. TarBytes.Parameter("___fc_layer_7__.w0", Weight, 784, 10), .. TarBytes.Parameter("b", Bias, 1, 10)];

        Assert.Equal(Bias, ParameterTar.Load(_folder.File("a.tar", shifted), Network("softmax")).Get("fc1.bias"));
    }

    [Fact]
    public void Static_parameters_are_frozen_ones()
    {
        var parameters = Parameters.Create(Network("mlp"));
        parameters.Freeze("fc2.weight");
        string path = _folder.File("a.tar");

        ParameterTar.Save(parameters, path);

        Assert.Equal(["fc2.weight"], ParameterTar.Load(path, Network("mlp")).FrozenNames);
    }

    [Fact]
    public void A_cost_has_the_parameters_of_its_prediction()
    {
        var cost = Cost.Classification(Network("softmax"), Layer.Label("label", 10));

        Assert.Equal(Bias, ParameterTar.Load(_folder.File("a.tar", Softmax), cost).Get("fc1.bias"));
    }

    private static readonly byte[] GoodWeight = TarBytes.Parameter("w", Weight, 784, 10), GoodBias = TarBytes.Parameter("b", Bias, 1, 10);

    public static TheoryData<byte[], string> WrongFiles { get; } = new()
    {
        { [], "expected 2 parameters (fc1.weight [10, 784], fc1.bias [10]), found 0" },
        { GoodWeight, "found 1 (w)" },
        { [.. TarBytes.Parameter("w", Weight, 10, 784), .. GoodBias], "'w.protobuf': expected [784, 10] for fc1.weight [10, 784], found [10, 784]" },
        { [.. GoodBias, .. GoodWeight], "'b.protobuf': expected the size 7840 of fc1.weight [10, 784], found 10" },
        { [.. GoodWeight, .. TarBytes.Entry("b", TarBytes.Values(Bias))], "'b': expected an entry 'b.protobuf', found none" },
        { [.. GoodWeight, .. GoodWeight], "the entry 'w' is there twice" },
        { WrongWeight(values: []), "'w': expected a header of 16 bytes, found 0" },
        { WrongWeight(values: TarBytes.Values(Bias)), "'w': byte offset 8: expected 7840 values for fc1.weight [10, 784], found 10 in 40 bytes" },
        { WrongWeight(values: new byte[16]), "'w': byte offset 0: expected format 0 with values of 4 bytes, found 0 and 0" },
        { WrongWeight(config: TarBytes.Config("v", 7840, [])), "'w.protobuf': expected the name 'w', found 'v'" },
        { WrongWeight(config: []), "'w.protobuf': expected a ParameterConfig message with name and size, found one without name" },
        { WrongWeight(config: [10, 200]), "'w.protobuf': expected a ParameterConfig message, found a damaged one" },
        { "a text, and no archive at all"u8.ToArray(), "expected" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_file_of_something_else_is_refused(byte[] content, string message)
    {
        string path = _folder.File("a.tar", content);

        var error = Assert.Throws<InvalidDataException>(() => ParameterTar.Load(path, Network("softmax")));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_garbled_file_gives_only_InvalidDataException()
    {
        var layer = Layer.Vector("x", 3).FullyConnected(2);
        ParameterTar.Save(Parameters.Create(layer), _folder.File("sound.tar"));
        byte[] sound = File.ReadAllBytes(_folder.File("sound.tar"));

        Gen.Select(Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[0, 4], Gen.Int[0, sound.Length]).Sample((changes, length) =>
        {
            byte[] bytes = [.. sound];
            foreach (var (at, value) in changes)
                bytes[at] = value;
            try
            {
                _ = ParameterTar.Load(_folder.File($"{Environment.CurrentManagedThreadId}.tar", bytes[..length]), layer);
            }
            catch (InvalidDataException)
            {
                // Any other exception leaves and fails the test.
            }
        }, iter: 3000);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("a.tar");

        Assert.StartsWith(path, Assert.Throws<FileNotFoundException>(() => ParameterTar.Load(path, Network("softmax"))).Message, StringComparison.Ordinal);
    }

    private static byte[] WrongWeight(byte[]? values = null, byte[]? config = null) =>
    [
        .. TarBytes.Entry("w", values ?? TarBytes.Values(Weight)),
        .. TarBytes.Entry("w.protobuf", config ?? TarBytes.Config("w", 7840, [])),
        .. GoodBias,
    ];

    private static float[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(i => (i - count / 2) / 512f)];

    private static Layer Network(string name) => DigitNetwork.Create(name, Layer.Image("pixel", 1, 28, 28), classes: 10);
}
