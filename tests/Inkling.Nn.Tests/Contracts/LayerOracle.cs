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
    /// <param name="sequences">[N] sequences of labels, read by their costs alone.</param>
    /// <returns>[N, size of the output].</returns>
    public static double[] Forward(Layer layer, int count, double[][] inputs, double[][] parameters, int[] labels, byte[][]? sequences = null, float[]? targets = null)
    {
        var from = layer.Inputs[0].Shape;
        var x = inputs[0];
        return (layer is Cost ? layer.Settings : layer.Kind) switch
        {
            "fc" => LinearOracle.Forward(count, from.Size, layer.Shape.Size, x, parameters[0], parameters[1]),
            "conv" => ConvolutionOracle.Forward(Convolution(layer, count), x, parameters[0], parameters[1]),
            "maxpool" => PoolingOracle.Max(Pooling(layer, count), x),
            "rowpool" => Rows(layer, count, x),
            "columns" => Columns(layer, count, x),
            "sumpool" => PoolingOracle.Sum(Pooling(layer, count), _ => 1, x),
            "sqrtpool" => PoolingOracle.Sum(Pooling(layer, count), n => Math.Sqrt(n), x),
            "avgpool" => PoolingOracle.Sum(Pooling(layer, count), n => n, x),
            "batchnorm" => BatchNorm(layer, x, parameters),
            "dropout" => [.. x],
            "add" => inputs.Aggregate((a, b) => [.. a.Zip(b, (one, other) => one + other)]),
            "concat" => [.. Enumerable.Range(0, count).SelectMany(n => inputs.SelectMany((values, i) => values.Skip(n * layer.Inputs[i].Shape.Size).Take(layer.Inputs[i].Shape.Size)))],
            "maxid" => [.. Enumerable.Range(0, count).Select(n => (double)Enumerable.Range(0, from.Size).MaxBy(i => x[n * from.Size + i]))],
            "classification, smoothing 0.1" => CostOracle.SmoothedCrossEntropy(from.Size, 0.1, x, labels),
            "cross-entropy" => CostOracle.NegativeLogarithm(from.Size, x, labels),
            "classification" => CostOracle.CrossEntropy(from.Size, x, labels),
            "ctc" => [.. inputs[0].Chunk(from.Size).Select((logits, n) => CtcOracle.Cost(from.Channels - 1, from.Width, logits, sequences![n]))],
            "square error of numbers" => CostOracle.SquareError(from.Size, x, targets!),
            "binary cross-entropy" => CostOracle.BinaryCrossEntropy(from.Size, x, targets!),
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
            settings["stride"].GetInt32(), settings["padding"].GetInt32(), Optional("dilation"), Optional("groups"));

        int Optional(string name) => settings.TryGetValue(name, out var value) ? value.GetInt32() : 1;
    }

    // As while learning; Parameters: weight, bias and the moving averages, which do not matter then.
    private static double[] BatchNorm(Layer layer, double[] x, double[][] parameters)
    {
        int channels = layer.Shape.Channels, pixels = layer.Shape.Height * layer.Shape.Width;
        var (mean, variance) = BatchNormOracle.Measure(channels, pixels, x);
        return BatchNormOracle.Normalize(channels, pixels, Settings(layer)["epsilon"].GetDouble(), x, parameters[0], parameters[1], mean, variance);
    }

    private static double[] Rows(Layer layer, int count, double[] x)
    {
        int rows = Settings(layer)["rows"].GetInt32(), width = layer.Shape.Width;
        return [.. Enumerable.Range(0, count * layer.Shape.Size).Select(o => Enumerable.Range(0, rows).Max(row => x[((o / width * rows) + row) * width + o % width]))];
    }

    private static double[] Columns(Layer layer, int count, double[] x)
    {
        int context = Settings(layer)["context"].GetInt32(), width = layer.Shape.Width, rows = layer.Inputs[0].Shape.Size / width;
        return
        [
            .. from n in Enumerable.Range(0, count)
               from shift in Enumerable.Range(-context, (2 * context) + 1)
               from row in Enumerable.Range(0, rows)
               from column in Enumerable.Range(0, width)
               select column + shift >= 0 && column + shift < width ? x[((n * rows) + row) * width + column + shift] : 0,
        ];
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
