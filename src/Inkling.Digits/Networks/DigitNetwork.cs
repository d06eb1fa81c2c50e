using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>The chapter's three classifiers, each a function from the image to the probabilities of the classes.</summary>
public static class DigitNetwork
{
    /// <summary>The names of all of them, from the simplest to the best.</summary>
    public static IReadOnlyList<string> Names { get; } = ["softmax", "mlp", "lenet"];

    /// <summary>Softmax regression: one fully connected layer (7,850 parameters on 28×28 images with ten classes).</summary>
    /// <param name="image">The input.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer SoftmaxRegression(Layer image, int classes = 10) =>
        (image ?? throw new ArgumentNullException(nameof(image))).FullyConnected(classes, Activation.Softmax);

    /// <summary>A multilayer perceptron with 128 and 64 hidden units (109,386 parameters).</summary>
    /// <param name="image">The input.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer MultilayerPerceptron(Layer image, int classes = 10) =>
        (image ?? throw new ArgumentNullException(nameof(image)))
        .FullyConnected(128, Activation.Relu)
        .FullyConnected(64, Activation.Relu)
        .FullyConnected(classes, Activation.Softmax);

    /// <summary>A convolutional network after LeNet-5: two of convolution, ReLU and pooling, then one fully connected layer (33,580 parameters).</summary>
    /// <param name="image">The input, at least 16×16.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Layer LeNet(Layer image, int classes = 10) =>
        (image ?? throw new ArgumentNullException(nameof(image)))
        .ConvPool(filters: 20, filterSize: 5, poolSize: 2, Activation.Relu)
        .ConvPool(filters: 50, filterSize: 5, poolSize: 2, Activation.Relu)
        .FullyConnected(classes, Activation.Softmax);

    /// <summary>The network of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="image">The input.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">There is no network of that name, or it does not fit the image.</exception>
    public static Layer Create(string name, Layer image, int classes) => name switch
    {
        "softmax" => SoftmaxRegression(image, classes),
        "mlp" => MultilayerPerceptron(image, classes),
        "lenet" => LeNet(image, classes),
        _ => throw new ArgumentException($"model '{name}': expected {string.Join(", ", Names)}", nameof(name)),
    };
}
