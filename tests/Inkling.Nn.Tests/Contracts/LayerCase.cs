using Inkling.Compute;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>A layer that must keep the contract of all layers, over inputs of its own.</summary>
/// <param name="Name">For the test report.</param>
/// <param name="Layer">The layer, reading data and label inputs directly.</param>
/// <param name="InPlace">Whether its output lies in the memory of its input.</param>
/// <param name="Positive">Whether its inputs are positive: for functions that are defined there alone.</param>
/// <param name="IsPerSample">False where what becomes of a sample depends on the others of its batch.</param>
internal sealed record LayerCase(string Name, Layer Layer, bool InPlace = false, bool Positive = false, bool IsPerSample = true)
{
    private static readonly HashSet<Activation> DefinedForPositives = [Activation.Log, Activation.Sqrt, Activation.Reciprocal];

    private static readonly LabelInput Label = Layer.Label("label", 7);

    private static readonly LabelSequenceInput Labels = Layer.Labels("labels", 3, 4);

    /// <summary>Every layer there is, in its forms. A new layer is tested by a line here.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new("fc 1 → 1", new FullyConnected(Vector(1), 1)),
        new("fc 37 → 10", new FullyConnected(Vector(37), 10)),
        new("fc of an image", new FullyConnected(Image(3, 5, 4), 7)),
        new("conv 3×3 read in place", new Convolution2D(Image(1, 6, 18), 3, 3)),
        new("conv 3×3 unfolded", new Convolution2D(Image(2, 5, 7), 3, 3)),
        new("conv 3×3 with padding", new Convolution2D(Image(2, 5, 6), 4, 3, padding: 1)),
        new("conv 3×3 with stride and padding", new Convolution2D(Image(2, 7, 8), 3, 3, stride: 2, padding: 1)),
        new("conv 4×4 with stride 3 and padding 2", new Convolution2D(Image(1, 7, 7), 2, 4, stride: 3, padding: 2)),
        new("conv 3×3 with dilation", new Convolution2D(Image(2, 8, 9), 3, 3, padding: 1, dilation: 2)),
        new("conv 3×3 in groups", new Convolution2D(Image(4, 5, 6), 6, 3, padding: 1, groups: 2)),
        new("conv 3×3, every channel on its own, dilated", new Convolution2D(Image(3, 7, 7), 3, 3, groups: 3, dilation: 2)),
        new("conv 1×1", new Convolution2D(Image(6, 4, 5), 8, 1)),
        new("conv as large as its input", new Convolution2D(Image(2, 4, 4), 3, 4)),
        new("maxpool 2/2", new MaxPooling2D(Image(2, 4, 18), 2)),
        new("maxpool 3/2 with ceil mode", new MaxPooling2D(Image(2, 8, 6), 3, 2, ceilMode: true)),
        new("maxpool 3/2 with padding", new MaxPooling2D(Image(2, 7, 9), 3, 2, padding: 1)),
        new("rowpool 2", new RowMaxPooling2D(Image(3, 6, 21), 2)),
        new("rowpool 3 of few columns", new RowMaxPooling2D(Image(2, 6, 3), 3)),
        new("columns", new Columns(Image(3, 4, 6))),
        new("columns with two neighbours", new Columns(Image(2, 3, 7), context: 2)),
        new("columns with as many neighbours as there are", new Columns(Image(2, 1, 4), context: 3)),
        new("avgpool 2/2", new SumPooling2D(Image(3, 6, 8), PoolingDivisor.Cells, 2)),
        new("avgpool 3/2 with ceil mode", new SumPooling2D(Image(2, 8, 6), PoolingDivisor.Cells, 3, 2, ceilMode: true)),
        new("avgpool 3/2 with padding", new SumPooling2D(Image(2, 7, 9), PoolingDivisor.Cells, 3, 2, padding: 1)),
        new("sumpool 3/2 with ceil mode and padding", new SumPooling2D(Image(2, 8, 6), PoolingDivisor.One, 3, 2, padding: 1, ceilMode: true)),
        new("sqrtpool 3/2 with ceil mode and padding", new SumPooling2D(Image(2, 8, 6), PoolingDivisor.RootOfCells, 3, 2, padding: 1, ceilMode: true)),
        new("batchnorm of an image", new BatchNorm(Image(3, 5, 7)), IsPerSample: false),
        new("batchnorm of a vector", new BatchNorm(Vector(9), epsilon: 1e-3), IsPerSample: false),
        new("dropout", new Dropout(Image(2, 5, 7), 0.4), IsPerSample: false),
        new("dropout in place", new Dropout(Vector(31), 0.6), InPlace: true, IsPerSample: false),
        new("add", new Add([Image(2, 3, 5), Further("second", 2, 3, 5), Further("third", 2, 3, 5)])),
        new("concat of images", new Concatenate([Image(2, 3, 5), Further("second", 4, 3, 5)])),
        new("concat of vectors", new Concatenate([Vector(5), Further("second", 3, 1, 1), Further("third", 1, 1, 1)])),
        new("max id", new MaxId(Vector(8))),
        new("classification cost", Cost.Classification(new ActivationLayer(Vector(7), Activation.Softmax), Label)),
        new("classification cost, smoothed", Cost.Classification(new ActivationLayer(Vector(7), Activation.Softmax), Label, smoothing: 0.1)),
        new("cross-entropy", Cost.CrossEntropy(Vector(7), Label), Positive: true),
        new("square error", Cost.SquareError(Vector(7), Label)),
        new("square error of numbers", Cost.SquareError(Vector(7), Layer.Targets("targets", 7))),
        new("binary cross-entropy", Cost.BinaryCrossEntropy(new ActivationLayer(Vector(7), Activation.Sigmoid), Layer.Targets("targets", 7))),
        new("ctc", Cost.Ctc(Image(4, 1, 6), Labels)),
        .. Activation.All.SelectMany(activation => new LayerCase[]
        {
            new($"{activation}", new ActivationLayer(Image(2, 3, 5), activation), Positive: DefinedForPositives.Contains(activation)),
            new($"{activation} in place", new ActivationLayer(Image(2, 3, 5), activation), InPlace: true, Positive: DefinedForPositives.Contains(activation)),
        }.Where(layer => !layer.InPlace || activation.WorksInPlace)),
    ];

    /// <summary>The promises of all layers, with an oracle that knows the layer by its settings; of dropout also what it chose to drop.</summary>
    public LayerContract Contract => new(
        Layer,
        (run, inputs, parameters) => Layer is Dropout
            ? [.. inputs[0].Zip(run.Saved, (x, chosen) => x * chosen)]
            : LayerOracle.Forward(Layer, run.Count, inputs, parameters, run.Labels, run.Sequences, run.Targets),
        InPlace, Positive, IsPerSample);

    private static DataInput Vector(int size) => Layer.Vector("x", size);

    private static DataInput Further(string name, int channels, int height, int width) => Layer.Image(name, channels, height, width);

    private static DataInput Image(int channels, int height, int width) => Layer.Image("x", channels, height, width);
}
