using Inkling.Web.Networks;

namespace Inkling.Web.Recognition;

/// <summary>What every layer of a model makes of an image.</summary>
/// <param name="Layers">From the input up.</param>
internal sealed record LayersJson(IReadOnlyList<LayerJson> Layers)
{
    /// <summary>Asks a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pixels">As many bytes as it reads.</param>
    public static LayersJson Of(OpenedModel model, byte[] pixels)
    {
        var network = model.Parameters.Network.Prediction;
        var kinds = network.Layers.ToDictionary(network.NameOf, layer => layer.Kind);
        LayerJson[] layers = [.. model.FeatureMaps.Of(pixels).Select(map => LayerJson.Of(map, kinds[map.Layer]))];
        layers[^1] = layers[^1] with { Probabilities = model.Recognizer.Recognize(pixels).Probabilities };
        return new(layers);
    }
}
