using Inkling.Nn;
using Inkling.Workbench;

namespace Inkling.Web.Networks;

/// <summary>A network in the middle of its training.</summary>
/// <param name="Filters">The weights of its first layer, or null where they are no pictures.</param>
/// <param name="Layers">What its layers make of the first of the samples, from the input up; of large networks the first ones.</param>
/// <param name="Pixels">That sample.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
internal sealed record NetworkViewJson(FiltersJson? Filters, IReadOnlyList<LayerJson> Layers, byte[] Pixels, int Height, int Width)
{
    /// <summary>So many values at most are shown.</summary>
    private const int MostValues = 60_000;

    public static NetworkViewJson Of(Parameters parameters, ReadOnlySpan<byte> pixels)
    {
        var network = parameters.Network.Prediction;
        var layers = new List<LayerJson>();
        int values = 0;
        foreach (var layer in network.Layers.Where(layer => layer is not (DataInput or Dropout or BatchNorm)))
        {
            if ((values += layer.Shape.Size) > MostValues)
                break;

            float[] output = new Inference(layer, parameters, batchSize: 1).Infer(pixels);
            layers.Add(LayerJson.Of(new FeatureMap(network.NameOf(layer), layer.Shape, output), layer.Kind) with { Probabilities = layer == network.Output ? output : null });
        }

        var picture = network.DataInputs.First().Shape;
        return new(FiltersJson.Of(parameters), layers, pixels.ToArray(), picture.Height, picture.Width);
    }
}
