using Inkling.Digits;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Workbench.Chapter;
using Inkling.Workbench.Interchange;

namespace Inkling.Workbench.Tests.Interchange;

/// <summary>Parameters of other programs, of which the file does not say what network they are of.</summary>
public sealed class ModelImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_of_a_file_that_is_sorted_by_name_lie_behind_their_biases()
    {
        // 784 → 64 → 8 → 10, as layers 0, 2 and 10 of a sequence.
        Tensor[] tensors =
        [
            new("net.0.bias", [64], new float[64]), new("net.0.weight", [64, 784], new float[64 * 784]), new("net.10.bias", [10], new float[10]),
            new("net.10.weight", [10, 8], new float[80]), new("net.2.bias", [8], new float[8]), new("net.2.weight", [8, 64], new float[512]),
        ];
        tensors[3].Values[1] = 7f;
        SafetensorsFile.Write(At("sorted"), tensors, new Dictionary<string, string> { ["format"] = "pt" });

        var parameters = ModelImport.Load(At("sorted"), "mlp");

        Assert.Equal([10, 8], parameters.ExtentsOf("fc3.weight"));
        Assert.Equal(7f, parameters.Get("fc3.weight")[1]);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("lenet")]
    [InlineData("deep")]
    public void Own_parameters_come_back_by_name_or_by_order(string network)
    {
        var own = DigitModel.OpenShipped(network).Parameters;
        var tensors = own.Names.Select(name => new Tensor(name, own.ExtentsOf(name), own.Get(name).ToArray())).ToArray();
        SafetensorsFile.Write(At("named"), tensors.Reverse(), new Dictionary<string, string>());
        SafetensorsFile.Write(At("other"), tensors.Select((tensor, i) => tensor with { Name = $"layers.{i}" }), new Dictionary<string, string> { ["format"] = "pt" });

        Assert.Equal(own.Hash(), ModelImport.Load(At("named"), network).Hash());
        Assert.Equal(own.Hash(), ModelImport.Load(At("other"), network).Hash());
    }

    [Fact]
    public void A_perceptron_is_as_wide_and_as_deep_as_its_file_and_its_pixels_are_as_they_were()
    {
        // Two layers of 5 and 3 units on images of 4×4, which learned from (pixel − 0.1307) / 0.3081.
        var random = new Random(1);
        Tensor[] tensors = [Tensor("fc1.weight", 5, 16), Tensor("fc1.bias", 5), Tensor("fc2.weight", 3, 5), Tensor("fc2.bias", 3)];
        SafetensorsFile.Write(At("mlp"), tensors, new Dictionary<string, string>());
        byte[] image = [.. Enumerable.Range(0, 16).Select(i => (byte)(i * 17))];

        float[] answers = new Inference(ModelImport.Load(At("mlp"), "mlp", mean: 0.1307, deviation: 0.3081)).Infer(image);

        double[] pixels = [.. image.Select(pixel => ((pixel / 255.0) - 0.1307) / 0.3081)];
        double[] hidden = [.. Layer(tensors[0], tensors[1], pixels).Select(value => Math.Max(0, value))], logits = Layer(tensors[2], tensors[3], hidden);
        double sum = logits.Sum(Math.Exp);
        Assert.All(logits.Zip(answers), pair => Assert.Equal(Math.Exp(pair.First) / sum, pair.Second, 1e-5));

        Tensor Tensor(string name, params int[] extents) => new(name, extents, [.. Enumerable.Range(0, extents.Aggregate((a, b) => a * b)).Select(_ => random.NextSingle() - 0.5f)]);
    }

    [Fact]
    public void An_archive_of_the_original_becomes_a_model()
    {
        var own = DigitModel.OpenShipped("lenet").Parameters;
        ParameterTar.Save(own.CopyFor(own.Network.Prediction.Output), At("lenet.tar"));

        Assert.Equal(own.Hash(), ModelImport.Load(At("lenet.tar"), "lenet").Hash());
    }

    [Fact]
    public void Parameters_of_another_network_are_refused_with_both_lists()
    {
        SafetensorsFile.Write(At("odd"), [new("a", [3, 2], new float[6]), new("b", [3], new float[3])], new Dictionary<string, string>());

        var error = Assert.Throws<InvalidDataException>(() => ModelImport.Load(At("odd"), "softmax"));

        Assert.Equal($"{At("odd")}: expected the parameters of 'softmax', fc1.weight [3, 784], fc1.bias [3]; found a [3, 2], b [3]", error.Message);
        Assert.Contains("expected softmax, mlp, lenet, deep", Assert.Throws<ArgumentException>(() => ModelImport.Load(At("odd"), "resnet")).Message, StringComparison.Ordinal);
    }

    private static double[] Layer(Tensor weights, Tensor biases, double[] inputs) =>
        [.. biases.Values.Select((bias, unit) => bias + inputs.Select((input, i) => input * weights.Values[(unit * inputs.Length) + i]).Sum())];

    private string At(string name) => _folder.File(name);
}
