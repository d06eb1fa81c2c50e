using Inkling.Nn;

namespace Inkling.Workbench;

/// <summary>What every layer of a network makes of an image, for people who want to see why it answers as it does.</summary>
/// <remarks>Immutable: any number of threads may use one at once. It keeps a copy of the parameters it was made with.</remarks>
public sealed class FeatureMaps
{
    private readonly (string Name, Shape Shape, Inference Inference)[] _layers;

    /// <summary>Makes a predictor for every layer.</summary>
    /// <param name="parameters">A trained model with one data input.</param>
    /// <exception cref="ArgumentException">It has none, or several.</exception>
    public FeatureMaps(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var network = parameters.Network.Prediction;
        _layers = [.. network.Layers.Where(layer => layer is not DataInput).Select(layer => (network.NameOf(layer), layer.Shape, new Inference(layer, parameters)))];
    }

    /// <summary>The outputs of all layers, from the input up.</summary>
    /// <param name="pixels">An image in the form that the model reads.</param>
    /// <exception cref="ArgumentException">It has another number of bytes.</exception>
    public IReadOnlyList<FeatureMap> Of(ReadOnlySpan<byte> pixels)
    {
        var maps = new List<FeatureMap>(_layers.Length);
        foreach (var (name, shape, inference) in _layers)
            maps.Add(new(name, shape, inference.Infer(pixels)));
        return maps;
    }
}
