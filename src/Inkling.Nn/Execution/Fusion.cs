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
/// <item>convolution, then max pooling of windows that do not overlap, becomes one layer;</item>
/// <item>batch normalization, then a rectifier, becomes one layer, which goes over its memory once in the place of twice;</item>
/// <item>where nothing is learnt: convolution, batch normalization, rectifier and, if the convolution runs by tiles, pooling by two become one layer.</item>
/// </list>
/// </remarks>
internal sealed class Fusion
{
    private readonly List<Layer> _layers = [];
    private readonly Dictionary<Layer, Layer> _instead = [];

    /// <param name="network">The network.</param>
    /// <param name="training">Whether it may learn: whether there will be a backward pass, or statistics of a minibatch.</param>
    public Fusion(Network network, bool training)
    {
        var readers = network.Layers.SelectMany(layer => layer.Inputs, (reader, input) => (input, reader)).ToLookup(pair => pair.input, pair => pair.reader);
        var done = new HashSet<Layer>();
        foreach (var layer in network.Layers)
        {
            if (done.Contains(layer))
                continue;

            bool isFused = layer switch
            {
                Convolution2D convolution => (!training && TryFuseForRecognising(convolution, readers, done)) || TryFuse(convolution, readers, done, training),
                BatchNorm normalization => TryFuse(normalization, readers, done),
                _ => false,
            };
            if (!isFused)
                _layers.Add(layer);
        }
    }

    /// <summary>What to run, each after those it reads; the parameters are in the order of the network's.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The layer whose output is that of a layer of the network.</summary>
    public Layer InsteadOf(Layer layer) => _instead.GetValueOrDefault(layer, layer);

    private bool TryFuse(Convolution2D convolution, ILookup<Layer, Layer> readers, HashSet<Layer> done, bool training)
    {
        var activation = Only(readers[convolution]) as ActivationLayer;
        if (activation is { Activation.KeepsOrder: false }
            || Only(readers[activation ?? (Layer)convolution]) is not MaxPooling2D pooling
            || !PooledConvolution.CanRun(convolution.Extents, pooling.Extents))
        {
            return false;
        }

        Layer last = new PooledConvolution2D(convolution, pooling, training);
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

    private bool TryFuse(BatchNorm normalization, ILookup<Layer, Layer> readers, HashSet<Layer> done)
    {
        if (Only(readers[normalization]) is not ActivationLayer { Activation: ReluActivation } rectifier)
            return false;

        var step = new RectifiedBatchNorm(normalization.Inputs[0], normalization);
        _layers.Add(step);
        done.Add(rectifier);
        _instead.Add(rectifier, step);
        return true;
    }

    private bool TryFuseForRecognising(Convolution2D convolution, ILookup<Layer, Layer> readers, HashSet<Layer> done)
    {
        bool byTiles = RecognisingConvolution2D.RunsByTiles(convolution);
        var normalization = Only(readers[convolution]) as BatchNorm;
        if (!byTiles && normalization is null)
            return false;

        Layer last = (Layer?)normalization ?? convolution;
        var (rectifies, pooling) = (false, TilePooling.None);
        for (bool goesOn = true; goesOn;)
        {
            // Which of the two comes first makes no difference.
            var next = Only(readers[last]);
            if (goesOn = next is ActivationLayer { Activation: ReluActivation } && !rectifies)
                rectifies = true;
            else if (goesOn = byTiles && pooling == TilePooling.None && PoolingOf(next) != TilePooling.None)
                pooling = PoolingOf(next);
            if (goesOn)
                last = next!;
        }

        var step = new RecognisingConvolution2D(convolution, normalization, rectifies, pooling, last.Shape);
        _layers.Add(step);
        for (var layer = last; layer != convolution; layer = layer.Inputs[0])
            done.Add(layer);
        _instead.Add(last, step);
        return true;
    }

    private static TilePooling PoolingOf(Layer? layer) => layer switch
    {
        MaxPooling2D { Extents: { Size: 2, Stride: 2, Padding: 0 } extents } when (extents.OutputHeight, extents.OutputWidth) == (extents.Height / 2, extents.Width / 2) => TilePooling.Both,
        RowMaxPooling2D { Rows: 2 } => TilePooling.Rows,
        _ => TilePooling.None,
    };

    private static Layer? Only(IEnumerable<Layer> readers) => readers.Take(2).ToArray() is [var only] ? only : null;
}
