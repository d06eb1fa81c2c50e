using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Where the outputs of an executor's layers lie. Where nothing is learnt, a layer writes where one wrote whose readers have all run: then few outputs are in memory, and in the cache.</summary>
internal sealed class OutputMemory
{
    private const int None = -1;

    private readonly Dictionary<Layer, int> _placeOf = [];
    private readonly List<AlignedBuffer> _places = [];

    /// <summary>Plans and allocates.</summary>
    /// <param name="fusion">The layers.</param>
    /// <param name="network">The network that they compute; what it gives stays until the next run. Its inputs, which are set before anything is computed, lie in memory of their own.</param>
    /// <param name="capacity">The most samples per run.</param>
    /// <param name="worksInPlace">Which layers write where their first input lies.</param>
    /// <param name="training">Whether all outputs are read again, backward.</param>
    public OutputMemory(Fusion fusion, Network network, int capacity, Predicate<Layer> worksInPlace, bool training)
    {
        var lastReader = new Dictionary<Layer, int>();
        for (int i = 0; i < fusion.Layers.Count; i++)
        {
            foreach (var input in fusion.Layers[i].Inputs)
                lastReader[fusion.InsteadOf(input)] = i;
        }

        var prediction = network.Output is Cost cost ? cost.Prediction : network.Output;
        foreach (var kept in (Layer[])[network.Output, prediction, .. network.Layers.Where(layer => layer.Inputs.Count == 0)])
            lastReader[fusion.InsteadOf(kept)] = int.MaxValue;

        List<int> readUntil = [], lengths = [];
        for (int i = 0; i < fusion.Layers.Count; i++)
        {
            var layer = fusion.Layers[i];
            int length = checked(capacity * layer.Shape.Size);
            int place = worksInPlace(layer) ? _placeOf[fusion.InsteadOf(layer.Inputs[0])] : training || layer.Inputs.Count == 0 ? None : BestFit(length, before: i);
            if (place == None)
            {
                place = lengths.Count;
                lengths.Add(0);
                readUntil.Add(0);
            }

            _placeOf[layer] = place;
            lengths[place] = Math.Max(lengths[place], length);
            readUntil[place] = Math.Max(readUntil[place], lastReader.GetValueOrDefault(layer, i));
        }

        _places.AddRange(lengths.Select(length => new AlignedBuffer(length)));

        // Of those that are free, the smallest that is large enough, else the largest.
        int BestFit(int length, int before)
        {
            int best = None;
            for (int place = 0; place < lengths.Count; place++)
            {
                if (readUntil[place] < before && (best == None || (lengths[best] < length ? lengths[place] > lengths[best] : lengths[place] >= length && lengths[place] < lengths[best])))
                    best = place;
            }

            return best;
        }
    }

    /// <summary>The memory of a layer's output, which may be longer than that.</summary>
    public AlignedBuffer Of(Layer layer) => _places[_placeOf[layer]];
}
