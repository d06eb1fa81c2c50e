using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;

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
        var output = NetworkOf(file, network);
        var parameters = Parameters.Create(output);
        string[] names = [.. parameters.Names];
        bool areNamed = names.All(name => file.Tensors.Any(tensor => tensor.Name == name));
        if (names.Length != file.Tensors.Count || !names.Select((name, i) => Extents(parameters, name).SequenceEqual(TensorOf(name, i).Extents)).All(fits => fits))
        {
            throw new InvalidDataException(
                $"{file.Path}: expected the parameters of '{network}', {string.Join(", ", names.Select(name => Text(name, Extents(parameters, name))))}; "
                + $"found {string.Join(", ", file.Tensors.Select(tensor => Text(tensor.Name, tensor.Extents)))}");
        }

        for (int i = 0; i < names.Length; i++)
            parameters.Set(names[i], [.. TensorOf(names[i], i).Extents], TensorOf(names[i], i).Values);
        return parameters;

        Tensor TensorOf(string name, int index) => areNamed ? file.Get(name) : file.Tensors[index];
        static IReadOnlyList<int> Extents(Parameters parameters, string name) => parameters.ExtentsOf(name);
        static string Text(string name, IReadOnlyList<int> extents) => $"{name} [{string.Join(", ", extents)}]";
    }

    /// <summary>The network of a name, with as many classes as its narrowest layer has units; a chain of layers where the file says how wide they are. Files have their own order.</summary>
    private static Layer NetworkOf(SafetensorsFile file, string network)
    {
        var weights = file.Tensors.Where(tensor => tensor.Extents.Count == 2).Select(tensor => (Outputs: tensor.Extents[0], Inputs: tensor.Extents[1])).ToList();
        if (weights.Count == 0)
            throw new InvalidDataException($"{file.Path}: expected weights of fully connected layers, found none among {file.Tensors.Count} tensors");
        bool readsPixels = file.Tensors.All(tensor => tensor.Extents.Count <= 2); // and is no convolution
        int classes = weights.Min(layer => layer.Outputs), pixels = weights.Max(layer => layer.Inputs), side = readsPixels ? (int)Math.Round(Math.Sqrt(pixels)) : NormalizedDigit.Size;
        Layer layer = Layer.Image("pixel", 1, side, side);
        if (network != "mlp" || !readsPixels || side * side != pixels)
            return DigitNetwork.Create(network, layer, classes);

        for (int width = pixels; weights.Count > 1 && weights.FindIndex(next => next.Inputs == width) is >= 0 and var at; weights.RemoveAt(at))
            layer = layer.FullyConnected(width = weights[at].Outputs, Activation.Relu);
        return layer.FullyConnected(classes, Activation.Softmax);
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
