using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>Shapes are checked when a layer is described, with a message that names the layer and both sides.</summary>
[Trait(VectorPath.Runs, VectorPath.Once)]
public class LayerCheckTests
{
    private static readonly DataInput Image = Layer.Image("pixel", 3, 28, 28);
    private static readonly LabelInput Label = Layer.Label("label", 10);
    private static readonly LabelSequenceInput Labels = Layer.Labels("labels", 10, 8);

    private static readonly Dictionary<string, Func<Layer>> Wrong = new()
    {
        ["conv 'conv2': filter 5×5 does not fit the input 20×4×4 with padding 0"] = () => Layer.Image("x", 1, 16, 16).ConvPool(20, 9, 2, Activation.Relu).Convolution(50, 5),
        ["conv 'first': input channels expected 1, got 3 (input 3×28×28)"] = () => new Convolution2D(Image, 20, 5, name: "first", channels: 1),
        ["conv 'conv1': expected filters, filter size and stride of 1 or more and padding of 0 or more, got 0, 5, 1 and 0"] = () => Image.Convolution(0, 5),
        ["got 20, 5, 0 and 0"] = () => Image.Convolution(20, 5, stride: 0),
        ["got 20, 5, 1 and -1"] = () => Image.Convolution(20, 5, padding: -1),
        ["conv 'conv1': padding 2147483647 is too much for the input 3×28×28"] = () => Image.Convolution(20, 5, padding: int.MaxValue),
        ["conv 'conv1': dilation expected 1 or more, got 0"] = () => Image.Convolution(20, 5, dilation: 0),
        ["conv 'conv1': filter 5×5 with dilation 7 does not fit the input 3×28×28 with padding 0"] = () => Image.Convolution(20, 5, dilation: 7),
        ["conv 'conv1': filter 2×2 with dilation 2147483647 does not fit"] = () => Image.Convolution(20, 2, dilation: int.MaxValue),
        ["conv 'conv1': groups expected a divisor of 3 channels and 20 filters, got 3"] = () => Image.Convolution(20, 5, groups: 3),
        ["conv 'conv1': groups expected a divisor of 3 channels and 20 filters, got 0"] = () => Image.Convolution(20, 5, groups: 0),
        ["batchnorm 'batchnorm1': decay expected 0 or more and below 1, got 1"] = () => Image.BatchNorm(decay: 1.0),
        ["batchnorm 'batchnorm1': epsilon expected a positive number, got 0"] = () => Image.BatchNorm(epsilon: 0.0),
        ["dropout 'dropout2': rate expected 0 or more and below 1, got 1"] = () => Image.Dropout(0.5).Dropout(1.0),
        ["dropout 'dropout1': rate expected 0 or more and below 1, got NaN"] = () => Image.Dropout(double.NaN),
        ["add: expected two or more inputs, got 1"] = () => Image.Add(),
        ["add 'add1': inputs expected one shape, got 3×28×28 and 3×14×14"] = () => Image.Add(Image.MaxPool(2)),
        ["concat: expected two or more inputs, got 1"] = () => Image.Concatenate(),
        ["concat 'concat1': inputs expected one height and width, got 3×28×28 and 3×14×14"] = () => Image.Concatenate(Image.MaxPool(2)),
        ["conv group: expected one or more convolutions, got none"] = () => Image.ConvGroup([], Activation.Relu),
        ["sumpool 'sumpool1': padding expected 0..1 for a window of 2, got 2"] = () => Image.SumPool(2, padding: 2),
        ["classification cost: smoothing expected 0 or more and below 1, got 1"] = () => Cost.Classification(Image.FullyConnected(10, Activation.Softmax), Label, smoothing: 1.0),
        ["cross-entropy: prediction expected 10 values (classes of 'label'), got 9"] = () => Cost.CrossEntropy(Image.FullyConnected(9), Label),
        ["maxpool 'maxpool1': window 29×29 does not fit the input 3×28×28 with padding 0"] = () => Image.MaxPool(29),
        ["avgpool 'avgpool1': padding expected 0..1 for a window of 2, got 2"] = () => Image.AveragePool(2, padding: 2),
        ["expected a window of 1 or more and a stride of 0 or more, got 0 and 0"] = () => Image.MaxPool(0),
        ["fc 'fc2': size expected 1 or more, got 0"] = () => Image.FullyConnected(5).FullyConnected(0),
        ["fc 'fc1': 2352 × 2000000 weights are more than one buffer can hold"] = () => Image.FullyConnected(2_000_000),
        ["data 'x': expected positive extents, got 1×0×3"] = () => Layer.Image("x", 1, 0, 3),
        ["label 'y': classes expected 2 or more, got 1"] = () => Layer.Label("y", 1),
        ["layer name: expected one or more characters without '.', got 'a.b'"] = () => Image.FullyConnected(5, name: "a.b"),
        ["layer name: expected one or more characters without '.', got ''"] = () => Layer.Vector("", 3),
        ["fc: only a cost reads labels, got 'label'"] = () => Label.FullyConnected(3),
        ["classification cost: prediction expected a softmax layer"] = () => Cost.Classification(Image.FullyConnected(10), Label),
        ["classification cost: prediction expected 10 values (classes of 'label'), got 9"] = () => Cost.Classification(Image.FullyConnected(9, Activation.Softmax), Label),
        ["labels 'y': classes expected 1..256, got 0"] = () => Layer.Labels("y", 0, 5),
        ["labels 'y': classes expected 1..256, got 257"] = () => Layer.Labels("y", 257, 5),
        ["labels 'y': most labels expected 1 or more, got 0"] = () => Layer.Labels("y", 10, 0),
        ["fc: only a cost reads labels, got 'labels'"] = () => Labels.FullyConnected(3),
        ["ctc: prediction expected 11×1×columns (classes of 'labels' and the blank), got 10×1×20"] = () => Cost.Ctc(Layer.Image("x", 10, 1, 20), Labels),
        ["ctc: prediction expected 11×1×columns (classes of 'labels' and the blank), got 11×2×20"] = () => Cost.Ctc(Layer.Image("x", 11, 2, 20), Labels),
        ["square error: prediction expected 10 values (classes of 'label'), got 9"] = () => Cost.SquareError(Image.FullyConnected(9), Label),
    };

    public static TheoryData<string> Messages { get; } = [.. Wrong.Keys];

    [Theory, MemberData(nameof(Messages))]
    public void A_wrong_layer_is_refused_with_its_name_and_numbers(string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(Wrong[message]).Message, StringComparison.Ordinal);

    [Fact]
    public void Linear_is_no_layer_of_its_own()
    {
        Assert.Same(Image, Image.Activate(Activation.Linear));
        Assert.Same(Image, Image.Activate(null));
    }

    [Fact]
    public void A_vector_is_written_as_one_number()
    {
        Assert.Equal("10", Shape.Vector(10).ToString());
        Assert.Equal("20×24×1", new Shape(20, 24, 1).ToString());
        Assert.Throws<OverflowException>(() => new Shape(65536, 65536, 1).Size);
    }
}
