using Inkling.Nn;
using Inkling.Workbench;

namespace Inkling.Web.Networks;

/// <summary>Looks into a network while it learns, again and again: what each layer needs is made once. Used by one thread at a time.</summary>
internal sealed class NetworkView
{
    /// <summary>So many values at most are shown.</summary>
    private const int MostValues = 60_000;

    private readonly DataInput _input;
    private readonly List<ShownLayer> _layers = [];

    /// <param name="network">What learns; of it, the prediction is shown.</param>
    public NetworkView(Network network)
    {
        network = network.Prediction;
        _input = network.DataInputs.First();
        int values = 0;
        foreach (var layer in network.Layers.Where(layer => layer is not (DataInput or Dropout or BatchNorm)))
        {
            if ((values += layer.Shape.Size) > MostValues)
                break;

            var parameters = Parameters.Create(layer);
            _layers.Add(new(network.NameOf(layer), layer, layer == network.Output, parameters, new Executor(parameters.Network, parameters, capacity: 1, training: false)));
        }
    }

    /// <summary>What the layers make of an image.</summary>
    /// <param name="learnt">The parameters as they are now.</param>
    /// <param name="pixels">The image.</param>
    public NetworkViewJson Of(Parameters learnt, ReadOnlySpan<byte> pixels)
    {
        var layers = new List<LayerJson>(_layers.Count);
        foreach (var (name, layer, isLast, parameters, executor) in _layers)
        {
            foreach (var slot in parameters.Network.Slots)
                parameters.Set(slot.Name, [.. slot.Spec.Extents], learnt.Get(slot.Name));
            executor.Prepare();
            executor.Begin(1);
            executor.SetPixels(_input, 0, pixels);
            executor.Forward(training: false);
            float[] output = executor.Output.ToArray();
            layers.Add(LayerJson.Of(new FeatureMap(name, layer.Shape, output), layer.Kind) with { Probabilities = isLast ? output : null });
        }

        return new(FiltersJson.Of(learnt), layers, pixels.ToArray(), _input.Shape.Height, _input.Shape.Width);
    }

    private sealed record ShownLayer(string Name, Layer Layer, bool IsLast, Parameters Parameters, Executor Executor);
}
