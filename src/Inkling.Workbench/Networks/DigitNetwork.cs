using Inkling.Digits;
using Inkling.Nn;

namespace Inkling.Workbench;

/// <summary>
/// The chapter's three classifiers, and two deeper ones of the kinds that came after, each a function from the image to the probabilities of the
/// classes.
/// </summary>
public static class DigitNetwork
{
    /// <summary>The names of the chapter's, from the simplest to the best.</summary>
    public static IReadOnlyList<string> Names { get; } = ["softmax", "mlp", "lenet"];

    /// <summary>The names of all that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. Names, "deep"];

    /// <summary>The name of the reader of lines, which gives no single answer: see <see cref="LineReader"/>.</summary>
    public const string Line = DigitModel.LineReader;

    /// <summary>Softmax regression: one fully connected layer (7,850 parameters on 28×28 images with ten classes).</summary>
    /// <param name="image">The input.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer SoftmaxRegression(Layer image, int classes = 10) =>
        (image ?? throw new ArgumentNullException(nameof(image))).FullyConnected(classes, Activation.Softmax);

    /// <summary>A multilayer perceptron with 128 and 64 hidden units (109,386 parameters).</summary>
    /// <param name="image">The input.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="variation">How it differs from that; null for not at all.</param>
    /// <exception cref="ArgumentException">A setting of the variation is out of range.</exception>
    public static Layer MultilayerPerceptron(Layer image, int classes = 10, NetworkVariation? variation = null) =>
        (variation ?? new()).HiddenLayers(image ?? throw new ArgumentNullException(nameof(image)), 128, 64).FullyConnected(classes, Activation.Softmax);

    /// <summary>A convolutional network after LeNet-5: two of convolution, ReLU and pooling, then one fully connected layer (33,580 parameters).</summary>
    /// <param name="image">The input, at least 16×16.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="variation">How it differs from that, with hidden layers before the last one; null for not at all.</param>
    /// <exception cref="ArgumentException">A setting of the variation is out of range.</exception>
    public static Layer LeNet(Layer image, int classes = 10, NetworkVariation? variation = null)
    {
        variation ??= new();
        var maps = (image ?? throw new ArgumentNullException(nameof(image)))
            .ConvPool(filters: 20, filterSize: 5, poolSize: 2, variation.Bend)
            .ConvPool(filters: 50, filterSize: 5, poolSize: 2, variation.Bend);
        return variation.HiddenLayers(variation.WithDropout(maps)).FullyConnected(classes, Activation.Softmax);
    }

    /// <summary>
    /// The product's own: four convolutions with batch normalization in two stages, then a hidden layer, with dropout (232,042 parameters, of which
    /// 640 are moving averages). Every output row fills whole registers of 256 bits, so that nothing is unfolded.
    /// </summary>
    /// <param name="image">The input, at least 16×16.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer Deep(Layer image, int classes = 10) =>
        (image ?? throw new ArgumentNullException(nameof(image)))
        .Convolution(32, 5).BatchNorm(Activation.Relu)
        .Convolution(32, 3, padding: 1).BatchNorm(Activation.Relu)
        .MaxPool(2)
        .Convolution(64, 5).BatchNorm(Activation.Relu)
        .Convolution(64, 3, padding: 1).BatchNorm(Activation.Relu)
        .MaxPool(2)
        .Dropout(0.25)
        .FullyConnected(128).BatchNorm(Activation.Relu)
        .Dropout(0.5)
        .FullyConnected(classes, Activation.Softmax);

    /// <summary>
    /// The reader of lines: five convolutions with batch normalization that make rows fewer and keep every second column, then, over whole columns and their
    /// neighbours, what stands there. After the network of Shi, Bai and Yao (2017), with neighbours in the place of its recurrent layers.
    /// </summary>
    /// <remarks>It gives logits for <see cref="Cost.Ctc"/>, (classes + 1)×1×(width/2), the blank last. The parameters do not depend on the width.</remarks>
    /// <param name="image">The input, 32 rows, an even number of columns.</param>
    /// <param name="classes">How many classes there are, without the blank.</param>
    public static Layer LineReader(Layer image, int classes) =>
        (image ?? throw new ArgumentNullException(nameof(image)))
        .Convolution(32, 5, padding: 2).MaxPool(2).BatchNorm(Activation.Relu)
        .Convolution(64, 3, padding: 1).MaxPoolRows(2).BatchNorm(Activation.Relu)
        .Convolution(128, 3, padding: 1).MaxPoolRows(2).BatchNorm(Activation.Relu)
        .Convolution(192, 3, padding: 1).BatchNorm(Activation.Relu)
        .Columns()
        .Convolution(192, 1).BatchNorm(Activation.Relu)
        .Columns(context: 3)
        .Convolution(192, 1).BatchNorm(Activation.Relu)
        .Columns(context: 1)
        .Convolution(192, 1).BatchNorm(Activation.Relu)
        .Dropout(0.1)
        .Convolution(classes + 1, 1);

    /// <summary>
    /// A small network after VGG (Simonyan and Zisserman 2015), as the original's <c>small_vgg</c>: two groups of convolutions of 3×3 with batch
    /// normalization and dropout, then two fully connected layers (219,386 parameters, of which 448 are moving averages).
    /// </summary>
    /// <param name="image">The input, at least 4×4.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer SmallVgg(Layer image, int classes = 10) =>
        (image ?? throw new ArgumentNullException(nameof(image)))
        .ConvGroup([16, 16], Activation.Relu, dropout: 0.2)
        .ConvGroup([32, 32], Activation.Relu, dropout: 0.2)
        .Dropout(0.5)
        .FullyConnected(128).BatchNorm(Activation.Relu)
        .FullyConnected(classes, Activation.Softmax);

    /// <summary>
    /// A small residual network (He et al. 2016): three blocks of two convolutions, around each of which its input is carried and added (78,762
    /// parameters, of which 672 are moving averages).
    /// </summary>
    /// <param name="image">The input, at least 4×4.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer SmallResidual(Layer image, int classes = 10)
    {
        ArgumentNullException.ThrowIfNull(image);
        var layer = image.Convolution(16, 3, padding: 1).BatchNorm(Activation.Relu);
        layer = ResidualBlock(layer, 16, stride: 1);
        layer = ResidualBlock(layer, 32, stride: 2);
        layer = ResidualBlock(layer, 64, stride: 2);
        return layer.AveragePool(layer.Shape.Height).FullyConnected(classes, Activation.Softmax);
    }

    /// <summary>The network of a name.</summary>
    /// <param name="name">One of <see cref="AllNames"/>.</param>
    /// <param name="image">The input.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="variation">How it differs from its usual form; null for not at all.</param>
    /// <exception cref="ArgumentException">There is no network of that name, or it does not fit the image, or has no such variation.</exception>
    public static Layer Create(string name, Layer image, int classes, NetworkVariation? variation = null) => name switch
    {
        _ when variation is not null && AllNames.Contains(name) && !NetworkVariation.Networks.Contains(name) => throw NetworkVariation.NotOf(name),
        "softmax" => SoftmaxRegression(image, classes),
        "mlp" => MultilayerPerceptron(image, classes, variation),
        "lenet" => LeNet(image, classes, variation),
        "deep" => Deep(image, classes),
        _ => throw new ArgumentException($"model '{name}': expected {string.Join(", ", AllNames)}", nameof(name)),
    };

    private static Layer ResidualBlock(Layer input, int filters, int stride)
    {
        var way = input
            .Convolution(filters, 3, stride: stride, padding: 1).BatchNorm(Activation.Relu)
            .Convolution(filters, 3, padding: 1).BatchNorm();
        var around = way.Shape == input.Shape ? input : input.Convolution(filters, 1, stride: stride).BatchNorm();
        return way.Add(around).Activate(Activation.Relu);
    }
}
