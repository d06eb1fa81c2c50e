namespace Inkling.Nn;

/// <summary>
/// Takes a network down as a graph of ONNX operators (opset 13), layer by layer: every layer writes its own nodes, see <see cref="Layer.Export"/>. What a layer
/// asks for here is about itself.
/// </summary>
public abstract class GraphWriter
{
    /// <summary>What logits are divided by before a softmax; 1 unless the layer is the last one of a model that has a temperature.</summary>
    public abstract double Temperature { get; }

    /// <summary>Adds the input of the graph: bytes [N, channels, height, width], any number of samples.</summary>
    /// <returns>Its name, which is the layer's.</returns>
    public abstract string Bytes();

    /// <summary>Adds the input of the graph: floats [N, channels, height, width], any number of samples.</summary>
    /// <returns>Its name, which is the layer's.</returns>
    public abstract string Numbers();

    /// <summary>An input of the layer in the form it has.</summary>
    /// <param name="input">Which, 0-based.</param>
    public abstract GraphValue Value(int input = 0);

    /// <summary>The name of an input of the layer as [N, size].</summary>
    /// <param name="input">Which, 0-based.</param>
    public abstract string Flat(int input = 0);

    /// <summary>The name of an input of the layer as [N, channels, height, width].</summary>
    /// <param name="input">Which, 0-based.</param>
    public abstract string Image(int input = 0);

    /// <summary>All inputs of the layer in one form: [N, size] where all have that, else [N, channels, height, width].</summary>
    public abstract IReadOnlyList<GraphValue> Alike();

    /// <summary>The names of the layer's parameters, in their order.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>Adds a constant.</summary>
    /// <param name="extents">Its extents; none for a single number.</param>
    /// <param name="values">Its values, row by row.</param>
    /// <returns>Its name.</returns>
    public abstract string Constant(ReadOnlySpan<int> extents, ReadOnlySpan<float> values);

    /// <summary>Adds a constant vector of integers.</summary>
    /// <param name="values">Its values.</param>
    /// <returns>Its name.</returns>
    public abstract string Integers(params ReadOnlySpan<long> values);

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator of ONNX.</param>
    /// <param name="part">What its output is of the layer, as a suffix of the layer's name; empty for the output of the layer itself.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="attributes">Attributes: integers, lists of integers (<c>long[]</c>) or floats.</param>
    /// <returns>The name of its output.</returns>
    /// <exception cref="ArgumentException">An attribute is of another type.</exception>
    public abstract string Node(string operation, string part, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes);

    /// <summary>Has a layer write its nodes.</summary>
    /// <param name="layer">The layer, behind all that it reads.</param>
    /// <returns>Its output.</returns>
    /// <exception cref="NotSupportedException">It has no form in ONNX.</exception>
    protected GraphValue Write(Layer layer) => (layer ?? throw new ArgumentNullException(nameof(layer))).Export(this);

    /// <summary>Adds a constant number.</summary>
    /// <param name="value">Its value.</param>
    /// <returns>Its name.</returns>
    public string Constant(float value) => Constant([], [value]);

    /// <summary>Adds the node of the layer's output.</summary>
    /// <param name="operation">The operator of ONNX.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="attributes">Attributes: integers, lists of integers (<c>long[]</c>) or floats.</param>
    /// <returns>The name of the output.</returns>
    /// <exception cref="ArgumentException">An attribute is of another type.</exception>
    public string Node(string operation, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Node(operation, "", inputs, attributes);

    /// <summary>Adds the node of a layer that computes value by value and keeps the form of its input.</summary>
    /// <param name="operation">The operator of ONNX.</param>
    /// <param name="more">The names of more inputs of the operator.</param>
    public GraphValue Elementwise(string operation, params IEnumerable<string> more) => Value() with { Name = Node(operation, [Value().Name, .. more]) };
}
