using System.Globalization;
using System.Text;

namespace Inkling.Nn;

/// <summary>The graph below a layer, in the order of computation, with the names of its layers and the place of its parameters.</summary>
/// <remarks>
/// Layers without a name of their own are numbered by kind in the order of computation (<c>conv1</c>, <c>conv2</c>, <c>fc1</c> …), so names
/// depend on the network alone and not on what else was built in the process. Immutable.
/// </remarks>
public sealed class Network
{
    private readonly Dictionary<Layer, string> _names;

    /// <summary>Orders, names and lays out the graph below a layer.</summary>
    /// <param name="output">The last layer: a prediction, or a cost.</param>
    /// <exception cref="ArgumentException">Two layers have the same name.</exception>
    public Network(Layer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Output = output;
        Layers = Order(output);
        _names = NameAll(Layers);

        var slots = new List<ParameterSlot>();
        int offset = 0;
        foreach (var layer in Layers)
        {
            foreach (var spec in layer.Parameters)
            {
                slots.Add(new($"{_names[layer]}.{spec.Suffix}", spec, offset));
                offset = checked(offset + spec.Length);
            }
        }

        Slots = slots;
        ParameterCount = offset;
    }

    /// <summary>The last layer.</summary>
    public Layer Output { get; }

    /// <summary>All layers, each after those it reads.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The parameters, in the order of their layers.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <summary>How many values all parameters have together.</summary>
    public int ParameterCount { get; }

    /// <summary>The inputs of data.</summary>
    public IEnumerable<DataInput> DataInputs => Layers.OfType<DataInput>();

    /// <summary>The inputs of labels.</summary>
    public IEnumerable<LabelInput> LabelInputs => Layers.OfType<LabelInput>();

    /// <summary>The inputs of label sequences.</summary>
    public IEnumerable<LabelSequenceInput> LabelSequenceInputs => Layers.OfType<LabelSequenceInput>();

    /// <summary>The inputs of true numbers.</summary>
    public IEnumerable<TargetInput> TargetInputs => Layers.OfType<TargetInput>();

    /// <summary>The network of what is predicted: without the cost, if the last layer is one.</summary>
    public Network Prediction => Output is Cost cost ? new Network(cost.Prediction) : this;

    /// <summary>The same network for images of another width, where no parameter depends on it: where nothing is fully connected to the columns.</summary>
    /// <param name="width">Columns of the image, 1 or more.</param>
    /// <returns>A network of the same layers; parameters are carried over by <see cref="Parameters.CopyFor"/>, which refuses those that differ.</returns>
    /// <exception cref="ArgumentException">The network has not exactly one data input, or its layers do not fit that width.</exception>
    public Network WithWidth(int width)
    {
        var input = DataInputs.ToArray() is [var only] ? only : throw new ArgumentException("network: expected one data input to change the width of");
        return Topology.Rebuild(Prediction, input, input.Shape with { Width = width });
    }

    /// <summary>The name of a layer in this network.</summary>
    /// <exception cref="ArgumentException">The layer is none of this network.</exception>
    public string NameOf(Layer layer) =>
        _names.TryGetValue(layer, out var name) ? name : throw new ArgumentException($"layer {layer} is not part of this network", nameof(layer));

    /// <summary>A summary: a line a layer, and the total of the parameters.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var layer in Layers)
            text.AppendLine(layer.Describe(_names[layer]));
        return text.Append(CultureInfo.InvariantCulture, $"{ParameterCount:N0} parameters").ToString();
    }

    // Depth first, inputs in their order. An explicit stack: a file may describe a very deep graph.
    private static List<Layer> Order(Layer output)
    {
        var order = new List<Layer>();
        var done = new HashSet<Layer>();
        var open = new Stack<(Layer Layer, int Next)>([(output, 0)]);
        while (open.TryPop(out var top))
        {
            if (done.Contains(top.Layer))
                continue;

            if (top.Next < top.Layer.Inputs.Count)
            {
                open.Push((top.Layer, top.Next + 1));
                open.Push((top.Layer.Inputs[top.Next], 0));
            }
            else
            {
                done.Add(top.Layer);
                order.Add(top.Layer);
            }
        }

        return order;
    }

    private static Dictionary<Layer, string> NameAll(IReadOnlyList<Layer> layers)
    {
        var taken = new HashSet<string>();
        foreach (var layer in layers)
        {
            if (layer.GivenName is { } given && !taken.Add(given))
                throw new ArgumentException($"network: two layers are named '{given}'");
        }

        var names = new Dictionary<Layer, string>();
        var numbers = new Dictionary<string, int>();
        foreach (var layer in layers)
        {
            string name = layer.GivenName ?? Numbered(layer.Kind);
            names.Add(layer, name);
        }

        return names;

        string Numbered(string kind)
        {
            string name;
            do
            {
                numbers[kind] = numbers.GetValueOrDefault(kind) + 1;
                name = $"{kind}{numbers[kind]}";
            }
            while (!taken.Add(name));
            return name;
        }
    }
}
