using System.Globalization;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Workbench.Chapter;

namespace Inkling.Workbench.Interchange;

/// <summary>Models of files that hold parameters but no network: safetensors of other programs, and parameter tars.</summary>
public static class ModelImport
{
    /// <summary>What pixels of 0 to 1 are made less by, and divided by, before the networks here read them: −1 to 1.</summary>
    public const double OwnMean = 0.5, OwnDeviation = 0.5;

    /// <summary>The networks that can be named.</summary>
    public static IReadOnlyList<string> Networks => DigitNetwork.AllNames;

    /// <summary>Reads parameters into a network.</summary>
    /// <param name="path">A safetensors file, whose tensors are told by name or else by order, or a tar as <see cref="ParameterTar"/> reads them. Weights are [out, in].</param>
    /// <param name="network">One of <see cref="Networks"/>; of <c>mlp</c>, the file says how many layers there are, and how many units.</param>
    /// <param name="mean">What was subtracted from pixels of 0 to 1, 0 paper, when the parameters were learned.</param>
    /// <param name="deviation">What the difference was divided by, above 0.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">There is no such network, or a number is out of range.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or its parameters are not those of the network.</exception>
    public static Parameters Load(string path, string network, double mean = OwnMean, double deviation = OwnDeviation)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        bool isTar = Path.GetExtension(path).Equals(".tar", StringComparison.OrdinalIgnoreCase);
        var parameters = isTar
            ? ParameterTar.Load(path, DigitNetwork.Create(network, Layer.Image("pixel", 1, NormalizedDigit.Size, NormalizedDigit.Size), classes: 10))
            : FromTensors(SafetensorsFile.Read(path), network);
        Rescale(parameters, mean, deviation);
        int classes = parameters.Network.Prediction.Output.Shape.Size;
        var shape = parameters.Network.Prediction.DataInputs.Single().Shape;
        string[] names = [.. Enumerable.Range(0, classes).Select(label => $"{label}")];
        DigitModel.Describe(parameters, names, ImageForm.Usual(names, shape.Height, shape.Width));
        return parameters;
    }

    private static Parameters FromTensors(SafetensorsFile file, string network)
    {
        var parameters = Parameters.Create(NetworkOf(file, network));
        (string Name, IReadOnlyList<int> Extents)[] wanted = [.. parameters.Names.Select(name => (name, parameters.ExtentsOf(name)))];
        var tensors = Orders(file, wanted).FirstOrDefault(order => order.Length == wanted.Length && order.Zip(wanted).All(pair => pair.First.Extents.SequenceEqual(pair.Second.Extents)))
            ?? throw new InvalidDataException(
                $"{file.Path}: expected the parameters of '{network}', {string.Join(", ", wanted.Select(one => Text(one.Name, one.Extents)))}; "
                + $"found {string.Join(", ", file.Tensors.Select(tensor => Text(tensor.Name, tensor.Extents)))}");
        foreach (var (tensor, (name, extents)) in tensors.Zip(wanted))
            parameters.Set(name, [.. extents], tensor.Values);
        return parameters;

        static string Text(string name, IReadOnlyList<int> extents) => $"{name} [{string.Join(", ", extents)}]";
    }

    /// <summary>The orders in which the tensors may be meant: by the names here, as they lie in the file, and, since the format's own library sorts them by name, the weights of each layer before its biases.</summary>
    private static IEnumerable<Tensor[]> Orders(SafetensorsFile file, (string Name, IReadOnlyList<int> Extents)[] wanted)
    {
        if (wanted.All(one => file.Tensors.Any(tensor => tensor.Name == one.Name)) && wanted.Length == file.Tensors.Count)
            yield return [.. wanted.Select(one => file.Get(one.Name))];
        yield return [.. file.Tensors];
        yield return [.. file.Tensors.GroupBy(tensor => LayerOf(tensor.Name)).OrderBy(layer => layer.Key, StringComparer.Ordinal).SelectMany(layer => layer.OrderByDescending(tensor => tensor.Extents.Count))];
    }

    /// <summary>The name without its last part, its numbers filled up so that 2 comes before 10.</summary>
    private static string LayerOf(string name)
    {
        const int Digits = 6;
        var parts = name.Split('.')[..^1].Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number.ToString($"D{Digits}", CultureInfo.InvariantCulture) : part);
        return string.Join('.', parts);
    }

    /// <summary>
    /// The network of a name. Its fully connected layers are a chain, each as wide as the next one reads: the last one has a unit per class, and of a perceptron the
    /// chain is the network.
    /// </summary>
    private static Layer NetworkOf(SafetensorsFile file, string network)
    {
        var weights = file.Tensors.Where(tensor => tensor.Extents.Count == 2).Select(tensor => (Outputs: tensor.Extents[0], Inputs: tensor.Extents[1])).ToList();
        if (weights.Count == 0)
            throw new InvalidDataException($"{file.Path}: expected weights of fully connected layers, found none among {file.Tensors.Count} tensors");
        int inputs = weights.Max(layer => layer.Inputs), side = (int)Math.Round(Math.Sqrt(inputs));
        var widths = new List<int>();
        for (int width = inputs, next; (next = weights.FindIndex(layer => layer.Inputs == width)) >= 0; weights.RemoveAt(next))
            widths.Add(width = weights[next].Outputs);

        bool readsPixels = file.Tensors.All(tensor => tensor.Extents.Count <= 2) && side * side == inputs; // and is no convolution
        var image = Layer.Image("pixel", 1, readsPixels ? side : NormalizedDigit.Size, readsPixels ? side : NormalizedDigit.Size);
        return network == "mlp" && readsPixels && weights.Count == 0
            ? widths[..^1].Aggregate((Layer)image, (layer, width) => layer.FullyConnected(width, Activation.Relu)).FullyConnected(widths[^1], Activation.Softmax)
            : DigitNetwork.Create(network, image, widths[^1]);
    }

    /// <summary>
    /// Changes the first layer so that it makes of pixels from −1 to 1 what it made of (pixel − mean) / deviation: its weights by a factor, its biases by what the
    /// difference of the means comes to.
    /// </summary>
    private static void Rescale(Parameters parameters, double mean, double deviation)
    {
        if ((mean, deviation) == (OwnMean, OwnDeviation))
            return;
        string[] names = [.. parameters.Names];
        string weightName = names[0], biasName = names[1];
        float[] weights = parameters.Get(weightName).ToArray(), biases = parameters.Get(biasName).ToArray();
        int inputs = weights.Length / biases.Length;
        for (int unit = 0; unit < biases.Length; unit++)
        {
            var own = weights.AsSpan(unit * inputs, inputs);
            double sum = 0;
            foreach (ref float weight in own)
            {
                sum += weight;
                weight = (float)(weight * OwnDeviation / deviation);
            }

            biases[unit] += (float)(sum * (OwnMean - mean) / deviation);
        }

        parameters.Set(weightName, [.. parameters.ExtentsOf(weightName)], weights);
        parameters.Set(biasName, [.. parameters.ExtentsOf(biasName)], biases);
    }
}
