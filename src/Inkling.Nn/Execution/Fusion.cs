using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>
/// The layers an executor runs in place of those of the network: the same function in fewer steps and less memory. Nothing outside the executor
/// sees them.
/// </summary>
/// <remarks>
/// Where nobody else reads what stands between:
/// <list type="number">
/// <item>activation, then max pooling, becomes max pooling, then activation, if the activation never turns the order of two values round: the
/// same values, and the activation has fewer to compute;</item>
/// <item>convolution, then max pooling of windows that do not overlap, becomes one layer.</item>
/// </list>
/// </remarks>
internal sealed class Fusion
{
    private readonly List<Layer> _layers = [];
    private readonly Dictionary<Layer, Layer> _instead = [];

    public Fusion(Network network)
    {
        var readers = network.Layers.SelectMany(layer => layer.Inputs, (reader, input) => (input, reader)).ToLookup(pair => pair.input, pair => pair.reader);
        var done = new HashSet<Layer>();
        foreach (var layer in network.Layers)
        {
            if (done.Contains(layer))
                continue;

            if (layer is not Convolution2D convolution || !TryFuse(convolution, readers, done))
                _layers.Add(layer);
        }
    }

    /// <summary>What to run, each after those it reads; the parameters are in the order of the network's.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The layer whose output is that of a layer of the network.</summary>
    public Layer InsteadOf(Layer layer) => _instead.GetValueOrDefault(layer, layer);

    private bool TryFuse(Convolution2D convolution, ILookup<Layer, Layer> readers, HashSet<Layer> done)
    {
        var activation = Only(readers[convolution]) as ActivationLayer;
        if (activation is { Activation.KeepsOrder: false }
            || Only(readers[activation ?? (Layer)convolution]) is not MaxPooling2D pooling
            || !PooledConvolution.CanRun(convolution.Extents, pooling.Extents))
        {
            return false;
        }

        Layer last = new PooledConvolution2D(convolution, pooling);
        _layers.Add(last);
        if (activation is not null)
        {
            last = new ActivationLayer(last, activation.Activation);
            _layers.Add(last);
            done.Add(activation);
        }

        done.Add(pooling);
        _instead.Add(pooling, last);
        return true;
    }

    private static Layer? Only(IEnumerable<Layer> readers) => readers.Take(2).ToArray() is [var only] ? only : null;
}
