using Inkling.Compute;
using Inkling.Nn;
using static Inkling.Workbench.Interchange.Onnx.OnnxGraph;

namespace Inkling.Workbench.Interchange.Onnx;

/// <summary>Writes the layers of a network as nodes of ONNX, opset 13.</summary>
internal sealed class OnnxNetwork
{
    private readonly Network _network;
    private readonly double _temperature;
    private readonly OnnxGraph _graph = new("inkling");

    /// <summary>The value of each layer: its name, and whether it is [N, size] or [N, C, H, W].</summary>
    private readonly Dictionary<Layer, (string Name, bool IsFlat)> _values = [];

    private int _reshaped;

    private OnnxNetwork(Network network, double temperature) => (_network, _temperature) = (network, temperature);

    /// <summary>The graph of a network's prediction.</summary>
    /// <param name="parameters">Of the prediction.</param>
    /// <param name="temperature">What logits are divided by before the last softmax.</param>
    public static OnnxMessage Of(Parameters parameters, double temperature)
    {
        var writer = new OnnxNetwork(parameters.Network, temperature);
        foreach (var slot in parameters.Network.Slots)
            writer._graph.Parameter(slot.Name, slot.Spec.Extents, parameters.Get(slot.Name));
        foreach (var layer in parameters.Network.Layers)
            writer._values[layer] = writer.Write(layer);

        var output = parameters.Network.Output;
        writer._graph.Output(writer.Flat(output), OnnxType.Float, output.Shape.Size);
        return writer._graph.ToMessage();
    }

    private (string Name, bool IsFlat) Write(Layer layer) => layer switch
    {
        DataInput data => (Data(data), false),
        FullyConnected => (Node("Gemm", layer, [Flat(layer.Inputs[0]), .. Parameters(layer)], Attribute("transB", 1)), true),
        Convolution2D convolution => (Convolution(convolution), false),
        MaxPooling2D pooling => (MaxPooling(pooling), false),
        RowMaxPooling2D pooling => (Node("MaxPool", layer, [Image(layer.Inputs[0])], Attribute("kernel_shape", pooling.Rows, 1), Attribute("strides", pooling.Rows, 1)), false),
        Columns columns => (ColumnsWithNeighbours(columns), false),
        SumPooling2D pooling => (SumPooling(pooling), false),
        BatchNorm norm => (Node("BatchNormalization", layer, [Value(layer.Inputs[0]), .. Parameters(layer)], Attribute("epsilon", (float)norm.Epsilon)), IsFlat(layer)),
        Dropout => _values[layer.Inputs[0]],
        Add => (Node("Sum", layer, Alike(layer.Inputs)), layer.Inputs.All(IsFlatValue)),
        Concatenate => (Node("Concat", layer, Alike(layer.Inputs), Attribute("axis", 1)), layer.Inputs.All(IsFlatValue)),
        MaxId => (Largest(layer), true),
        ActivationLayer activation => Activate(activation),
        _ => throw new ArgumentException($"onnx: layers of the kind '{layer.Kind}' cannot be written"),
    };

    private string Data(DataInput data)
    {
        string name = _network.NameOf(data);
        _graph.Input(name, OnnxType.UInt8, data.Shape.Channels, data.Shape.Height, data.Shape.Width);
        string real = _graph.Node("Cast", $"{name}.float", [name], Attribute("to", (long)OnnxType.Float));
        string scaled = _graph.Node("Mul", $"{name}.scaled", [real, _graph.Constant([], [(data.Scaling.High - data.Scaling.Low) / 255f])]);
        return _graph.Node("Add", $"{name}.range", [scaled, _graph.Constant([], [data.Scaling.Low])]);
    }

    private string Convolution(Convolution2D layer)
    {
        var shape = layer.Extents;
        return Node(
            "Conv", layer, [Image(layer.Inputs[0]), .. Parameters(layer)],
            Attribute("kernel_shape", shape.FilterSize, shape.FilterSize), Attribute("strides", shape.Stride, shape.Stride), Attribute("group", shape.Groups),
            Attribute("dilations", shape.Dilation, shape.Dilation), Attribute("pads", Enumerable.Repeat((long)shape.Padding, 4)));
    }

    private string MaxPooling(MaxPooling2D layer) => Node("MaxPool", layer, [Image(layer.Inputs[0])], Windows(layer.Extents));

    /// <summary>A sum over windows is a convolution with ones, each channel on its own; what sums are divided by depends on the place alone.</summary>
    /// <remarks>AveragePool would not do: it has no sum, and disagrees between runtimes about windows that reach beyond the padding.</remarks>
    private string SumPooling(SumPooling2D layer)
    {
        var shape = layer.Extents;
        int channels = layer.Shape.Channels;
        float[] ones = new float[channels * shape.Size * shape.Size];
        Array.Fill(ones, 1);
        string name = _network.NameOf(layer), filters = _graph.Constant([channels, 1, shape.Size, shape.Size], ones);
        var attributes = Windows(shape).Append(Attribute("group", channels));
        if (layer.Divisor is PoolingDivisor.One)
            return Node("Conv", layer, [Image(layer.Inputs[0]), filters], [.. attributes]);

        string sum = _graph.Node("Conv", $"{name}.sum", [Image(layer.Inputs[0]), filters], attributes);
        int[] rows = Covered(shape.OutputHeight, shape.Height, shape), columns = Covered(shape.OutputWidth, shape.Width, shape);
        float[] factors = [.. rows.SelectMany(_ => columns, (row, column) => layer.Divisor is PoolingDivisor.Cells ? 1f / (row * column) : 1f / MathF.Sqrt(row * column))];
        return Node("Mul", layer, [sum, _graph.Constant([1, 1, shape.OutputHeight, shape.OutputWidth], factors)]);
    }

    /// <summary>How many rows or columns of the image each window covers.</summary>
    private static int[] Covered(int windows, int extent, PoolingShape shape) =>
    [
        .. Enumerable.Range(0, windows)
            .Select(window => (window * shape.Stride) - shape.Padding)
            .Select(start => Math.Min(extent, start + shape.Size) - Math.Max(0, start)),
    ];

    /// <summary>Windows that reach beyond the image get padding at its end, so that rounding of the count of windows never matters.</summary>
    private static OnnxMessage[] Windows(PoolingShape shape)
    {
        return
        [
            Attribute("kernel_shape", shape.Size, shape.Size), Attribute("strides", shape.Stride, shape.Stride),
            Attribute("pads", shape.Padding, shape.Padding, End(shape.OutputHeight, shape.Height), End(shape.OutputWidth, shape.Width)),
        ];

        int End(int windows, int extent) => Math.Max(0, ((windows - 1) * shape.Stride) + shape.Size - extent - shape.Padding);
    }

    /// <summary>Every column as channels; then, shifted to each side over zeros, one copy behind the other.</summary>
    private string ColumnsWithNeighbours(Columns layer)
    {
        string name = _network.NameOf(layer);
        var from = layer.Inputs[0].Shape;
        string columns = Reshaped(layer.Inputs[0], "columns", from.Channels * from.Height, 1, from.Width);
        if (layer.Context == 0)
            return _graph.Node("Identity", name, [columns]);

        string padded = _graph.Node("Pad", $"{name}.padded", [columns, _graph.Constant([0, 0, 0, layer.Context, 0, 0, 0, layer.Context])]);
        var shifted = Enumerable.Range(0, (2 * layer.Context) + 1).Select(d => _graph.Node(
            "Slice", $"{name}.shift{d}", [padded, _graph.Constant([d]), _graph.Constant([d + from.Width]), _graph.Constant([3])]));
        return Node("Concat", layer, shifted, Attribute("axis", 1));
    }

    private string Largest(Layer layer)
    {
        string name = _network.NameOf(layer);
        string index = _graph.Node("ArgMax", $"{name}.index", [Flat(layer.Inputs[0])], Attribute("axis", 1), Attribute("keepdims", 1));
        return Node("Cast", layer, [index], Attribute("to", (long)OnnxType.Float));
    }

    private (string Name, bool IsFlat) Activate(ActivationLayer layer)
    {
        if (layer.Activation == Activation.Linear)
            return _values[layer.Inputs[0]];
        if (layer.Activation == Activation.Softmax)
            return (Softmax(layer), true);
        return (Elementwise(layer, Value(layer.Inputs[0])), IsFlat(layer));
    }

    private string Softmax(ActivationLayer layer)
    {
        string logits = Flat(layer.Inputs[0]);
        if (layer == _network.Output && _temperature != 1)
            logits = _graph.Node("Div", $"{_network.NameOf(layer)}.logits", [logits, _graph.Constant([], [(float)_temperature])]);
        return Node("Softmax", layer, [logits], Attribute("axis", 1));
    }

    private string Elementwise(ActivationLayer layer, string input)
    {
        string name = _network.NameOf(layer);
        return layer.Activation.Name switch
        {
            "brelu" => Node("Clip", layer, [input, _graph.Constant([], [0]), _graph.Constant([], [24])]),
            "square" => Node("Mul", layer, [input, input]),
            "stanh" => Node("Mul", layer, [_graph.Node("Tanh", $"{name}.tanh", [_graph.Node("Mul", $"{name}.inner", [input, _graph.Constant([], [2f / 3f])])]), _graph.Constant([], [1.7159f])]),
            "relu" => Node("Relu", layer, [input]),
            "sigmoid" => Node("Sigmoid", layer, [input]),
            "tanh" => Node("Tanh", layer, [input]),
            "softrelu" => Node("Softplus", layer, [input]),
            "softsign" => Node("Softsign", layer, [input]),
            "exp" => Node("Exp", layer, [input]),
            "abs" => Node("Abs", layer, [input]),
            "log" => Node("Log", layer, [input]),
            "sqrt" => Node("Sqrt", layer, [input]),
            "reciprocal" => Node("Reciprocal", layer, [input]),
            var other => throw new ArgumentException($"onnx: the activation '{other}' cannot be written"),
        };
    }

    private string Node(string operation, Layer layer, IEnumerable<string> inputs, params OnnxMessage[] attributes) =>
        _graph.Node(operation, _network.NameOf(layer), inputs, attributes);

    private IEnumerable<string> Parameters(Layer layer) => layer.Parameters.Select(parameter => $"{_network.NameOf(layer)}.{parameter.Suffix}");

    private string Value(Layer layer) => _values[layer].Name;

    private bool IsFlatValue(Layer layer) => _values[layer].IsFlat;

    /// <summary>Whether a layer that keeps the form of its input gives [N, size].</summary>
    private bool IsFlat(Layer layer) => IsFlatValue(layer.Inputs[0]);

    private IEnumerable<string> Alike(IReadOnlyList<Layer> layers) => layers.All(IsFlatValue) ? layers.Select(Value) : layers.Select(Image);

    /// <summary>The value of a layer as [N, size].</summary>
    private string Flat(Layer layer)
    {
        if (IsFlatValue(layer))
            return Value(layer);
        return Reshaped(layer, "flat", -1);
    }

    /// <summary>The value of a layer as [N, C, H, W].</summary>
    private string Image(Layer layer) =>
        IsFlatValue(layer) ? Reshaped(layer, "image", layer.Shape.Channels, layer.Shape.Height, layer.Shape.Width) : Value(layer);

    private string Reshaped(Layer layer, string form, params long[] extents)
    {
        string name = $"{Value(layer)}.{form}{++_reshaped}";
        return _graph.Node("Reshape", name, [Value(layer), _graph.Constant([0, .. extents])]);
    }
}
