using System.Text.Json;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>What any layer computes, in doubles, from the settings it writes into files and nothing else of its implementation.</summary>
internal static class LayerOracle
{
    /// <param name="layer">The layer.</param>
    /// <param name="count">N, samples.</param>
    /// <param name="inputs">[N, size] of each input; of a label input, anything.</param>
    /// <param name="parameters">The values of each parameter.</param>
    /// <param name="labels">[N], read by costs alone.</param>
    /// <returns>[N, size of the output].</returns>
    public static double[] Forward(Layer layer, int count, double[][] inputs, double[][] parameters, int[] labels)
    {
        var from = layer.Inputs[0].Shape;
        var x = inputs[0];
        return (layer is Cost ? layer.Settings : layer.Kind) switch
        {
            "fc" => LinearOracle.Forward(count, from.Size, layer.Shape.Size, x, parameters[0], parameters[1]),
            "conv" => ConvolutionOracle.Forward(Convolution(layer, count), x, parameters[0], parameters[1]),
            "maxpool" => PoolingOracle.Max(Pooling(layer, count), x),
            "avgpool" => PoolingOracle.Average(Pooling(layer, count), x),
            "sum" => [.. x.Zip(inputs[1], (a, b) => a + b)],
            "classification" => CostOracle.CrossEntropy(from.Size, x, labels),
            "square error" => CostOracle.SquareError(from.Size, x, labels),
            var activation => ActivationOracle.Apply(activation, from.Size, x),
        };
    }

    private static ConvolutionExtents Convolution(Layer layer, int count)
    {
        var from = layer.Inputs[0].Shape;
        var settings = Settings(layer);
        return new(
            count, from.Channels, from.Height, from.Width, settings["filters"].GetInt32(), settings["filterSize"].GetInt32(),
            settings["stride"].GetInt32(), settings["padding"].GetInt32());
    }

    private static PoolingExtents Pooling(Layer layer, int count)
    {
        var from = layer.Inputs[0].Shape;
        var settings = Settings(layer);
        return new(
            count * from.Channels, from.Height, from.Width, settings["size"].GetInt32(), settings["stride"].GetInt32(),
            settings["padding"].GetInt32(), settings["ceilMode"].GetBoolean());
    }

    private static Dictionary<string, JsonElement> Settings(Layer layer)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            layer.Describe(json);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(stream.ToArray()).RootElement.EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value);
    }
}
