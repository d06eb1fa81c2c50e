namespace Inkling.Nn.Tests;

/// <summary>The three networks of the chapter.</summary>
internal static class ChapterNetworks
{
    public static LabelInput Label { get; } = Layer.Label("label", 10);

    /// <summary>The prediction layer of a network, by the name its goldens have.</summary>
    public static Layer Prediction(string name)
    {
        var image = Layer.Image("pixel", 1, 28, 28);
        return name switch
        {
            "softmax" => image.FullyConnected(10, Activation.Softmax),
            "mlp" => image.FullyConnected(128, Activation.Relu).FullyConnected(64, Activation.Relu).FullyConnected(10, Activation.Softmax),
            "lenet" => image.ConvPool(20, 5, 2, Activation.Relu).ConvPool(50, 5, 2, Activation.Relu).FullyConnected(10, Activation.Softmax),
            _ => throw new ArgumentException($"no network '{name}'", nameof(name)),
        };
    }
}
