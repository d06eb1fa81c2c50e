namespace Inkling.Nn.Tests;

/// <summary>What a whole network computes, in doubles.</summary>
internal static class NetworkOracle
{
    /// <summary>The output of the last layer, given one data input.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">N, samples.</param>
    /// <param name="data">[N, input size].</param>
    /// <param name="parameters">The values of all parameters, as they lie in the one buffer.</param>
    /// <param name="labels">[N], if the network ends in a cost.</param>
    public static double[] Forward(Network network, int count, double[] data, double[] parameters, int[] labels)
    {
        var outputs = new Dictionary<Layer, double[]>();
        foreach (var layer in network.Layers)
        {
            double[][] own = [.. network.Slots.Where(slot => slot.Name.StartsWith(network.NameOf(layer) + ".", StringComparison.Ordinal)).Select(slot => parameters[slot.Range])];
            outputs[layer] = layer switch
            {
                DataInput => data,
                LabelInput => [],
                _ => LayerOracle.Forward(layer, count, [.. layer.Inputs.Select(input => outputs[input])], own, labels),
            };
        }

        return outputs[network.Output];
    }
}
