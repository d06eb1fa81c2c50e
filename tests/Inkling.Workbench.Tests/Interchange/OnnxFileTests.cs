using Inkling.Data.Lines;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Workbench.Interchange.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Inkling.Workbench.Tests.Interchange;

/// <remarks>The judge is ONNX Runtime itself, on one thread.</remarks>
public sealed class OnnxFileTests : IDisposable
{
    private const int Count = 1000;

    private static readonly byte[] Images = [.. SyntheticDigits.Test(Count).Read().SelectMany(sample => sample.Pixels.ToArray())];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("softmax")]
    [InlineData("mlp")]
    [InlineData("lenet")]
    [InlineData("deep")]
    public void ONNX_Runtime_gives_the_probabilities_of_every_classifier(string name)
    {
        var parameters = DigitModel.Open(name).Parameters;

        float[] expected = new Inference(parameters).Infer(Images);
        for (int n = 0; n < Count; n++)
            Temperature.Apply(expected.AsSpan(10 * n, 10), new DigitModel(parameters).Temperature);

        Same(expected, Run(parameters, Images, 1, 28, 28), 1e-5);
        Assert.Empty(Run(parameters, [], 1, 28, 28));
    }

    [Fact]
    public void ONNX_Runtime_gives_the_logits_of_the_reader_of_lines()
    {
        var parameters = DigitModel.Open(DigitModel.LineReader).Parameters;
        byte[] lines = [.. WrittenLines.Read(SyntheticDigits.Train(100), 20, seed: 3, width: DigitLines.Width).Read().SelectMany(line => line.Pixels.ToArray())];

        Same(new Inference(parameters).Infer(lines), Run(parameters, lines, 1, WrittenLines.Height, DigitLines.Width), 1e-4);
    }

    [Fact]
    public void Branches_and_batch_normalization_come_through()
    {
        var image = Layer.Image("pixel", 1, 28, 28);
        foreach (var network in (Layer[])[DigitNetwork.SmallVgg(image), DigitNetwork.SmallResidual(image)])
        {
            var parameters = Parameters.Create(network, seed: 3);
            byte[] few = Images[..(20 * 784)];
            Same(new Inference(parameters).Infer(few), Run(parameters, few, 1, 28, 28), 1e-5);
        }
    }

    [Fact]
    public void Every_kind_of_pooling_and_of_convolution_comes_through()
    {
        var image = new DataInput("pixel", new(3, 13, 11), PixelRange.ZeroToOne);
        Layer[] branches =
        [
            new MaxPooling2D(image, 3, 2, 1, ceilMode: true), image.SumPool(3, 2, 1, ceilMode: true),
            image.AveragePool(3, 2, 1, ceilMode: true), image.SquareRootPool(3, 2, 1, ceilMode: true),
            new Convolution2D(image, 6, 3, stride: 2, padding: 1, groups: 3),
        ];
        var dilated = new Convolution2D(image, 4, 3, padding: 2, dilation: 2);
        var output = new Concatenate([.. branches]).FullyConnected(5).Add(dilated.FullyConnected(5)).Activate(Activation.Softmax);

        Check(output);
        Check(image.AveragePool(4, 3, ceilMode: true));
        Check(new MaxPooling2D(image, 2, 3, 0));
        Check(new RowMaxPooling2D(image, 13));
        Check(new Columns(image));
        Check(new Columns(image, context: 2));
    }

    [Fact]
    public void Every_activation_comes_through()
    {
        // Above 0, so that the logarithm and the root are defined.
        var image = new DataInput("pixel", new(3, 4, 5), new(0.5f, 1.5f));
        foreach (var activation in Activation.All)
            Check(image.Activate(activation));
        foreach (var activation in Activation.All)
            Check(image.Activate(activation).FullyConnected(4).Activate(Activation.Tanh));
    }

    [Fact]
    public void The_class_of_the_largest_value_comes_through() => Check(new MaxId(new DataInput("pixel", new(2, 3, 4), PixelRange.ZeroToOne)));

    [Theory]
    [InlineData("lenet")]
    [InlineData("deep")]
    public void What_was_written_is_read_back_to_the_bit(string name)
    {
        var parameters = DigitModel.Open(name).Parameters;
        OnnxFile.Save(parameters, _folder.File("model.onnx"));

        var read = OnnxFile.Load(_folder.File("model.onnx"));

        Assert.Equal(parameters.Hash(), read.Hash());
        Assert.Equal(parameters.Notes, read.Notes);
        Assert.Equal($"{parameters.Network}", $"{read.Network}");
    }

    [Fact]
    public void A_file_of_another_sort_is_refused_in_one_line()
    {
        var damaged = Assert.Throws<InvalidDataException>(() => OnnxFile.Parse("model.onnx", [0x3a, 0xff, 0xff, 0xff, 0x7f, 1, 2]));
        var empty = Assert.Throws<InvalidDataException>(() => OnnxFile.Parse("model.onnx", []));
        var missing = Assert.Throws<FileNotFoundException>(() => OnnxFile.Load(_folder.File("none.onnx")));

        Assert.StartsWith("model.onnx: expected a model of ONNX, found something damaged", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("inkling.topology", empty.Message, StringComparison.Ordinal);
        Assert.EndsWith("none.onnx: no such file", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_or_changed_file_is_read_or_refused_and_nothing_else()
    {
        OnnxFile.Save(Parameters.Create(DigitNetwork.SoftmaxRegression(Layer.Image("pixel", 1, 8, 8))), _folder.File("model.onnx"));
        byte[] whole = File.ReadAllBytes(_folder.File("model.onnx"));
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = i % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int change = random.Next(4); change > 0 && bytes.Length > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var error = Record.Exception(() => OnnxFile.Parse("model.onnx", bytes));
            Assert.True(error is null or InvalidDataException, $"{i}: {error}");
        }
    }

    private void Check(Layer output)
    {
        var parameters = Parameters.Create(output, seed: 5);
        var shape = parameters.Network.DataInputs.Single().Shape;
        byte[] bytes = new byte[7 * shape.Size];
        new Random(2).NextBytes(bytes);
        Same(new Inference(parameters).Infer(bytes), Run(parameters, bytes, shape.Channels, shape.Height, shape.Width), 1e-5);
        Assert.Empty(Run(parameters, [], shape.Channels, shape.Height, shape.Width));
    }

    private float[] Run(Parameters parameters, byte[] images, params int[] extents)
    {
        string path = _folder.File("model.onnx");
        OnnxFile.Save(parameters, path);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(path, options);
        int size = extents.Aggregate(1, (product, extent) => product * extent);
        var input = new DenseTensor<byte>(images, [images.Length / size, .. extents]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("pixel", input)]);
        return [.. results[0].AsEnumerable<float>()];
    }

    private static void Same(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
