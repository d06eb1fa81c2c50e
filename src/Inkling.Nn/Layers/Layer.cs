using System.Globalization;
using System.Text.Json;

namespace Inkling.Nn;

/// <summary>
/// A layer of a network as a description: what it computes, from which layers, with which parameters. Layers form a graph; a network is named
/// by its last layer.
/// </summary>
/// <remarks>
/// A description is immutable, checks its shapes when it is made, and holds neither values nor names that depend on anything outside it: it
/// may be shared by several networks and threads. The values live in the <see cref="LayerWorkspace"/> of an <see cref="Executor"/>.
/// </remarks>
public abstract class Layer
{
    /// <summary>Describes a layer.</summary>
    /// <param name="kind">The word for layers of this sort; see <see cref="Kind"/>.</param>
    /// <param name="name">A name of the user's own, or null to be numbered by the network.</param>
    /// <param name="shape">What the layer gives for one sample.</param>
    /// <param name="inputs">The layers it reads.</param>
    protected Layer(string kind, string? name, Shape shape, params Layer[] inputs)
        : this(readsLabels: false, kind, name, shape, inputs)
    {
    }

    // Of the inputs of costs, some are labels.
    private protected Layer(bool readsLabels, string kind, string? name, Shape shape, params Layer[] inputs)
    {
        if (name is not null && (name.Length == 0 || name.Contains('.', StringComparison.Ordinal)))
            throw new ArgumentException($"layer name: expected one or more characters without '.', got '{name}'", nameof(name));

        foreach (var input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
            if (input is LabelInput or LabelSequenceInput or TargetInput && !readsLabels)
                throw new ArgumentException($"{kind}: only a cost reads labels, got '{input.GivenName}'", nameof(inputs));
        }

        if ((Int128)shape.Channels * shape.Height * shape.Width > int.MaxValue)
            throw new ArgumentException($"{kind}: {shape} are more values than one buffer can hold", nameof(shape));

        Kind = kind;
        GivenName = name;
        Shape = shape;
        Inputs = inputs;
    }

    /// <summary>
    /// Makes a kind of layer known to files: networks that have such layers can be loaded from then on, in every way that others can. To be called once, before the
    /// first file is read; the layers of this library are known.
    /// </summary>
    /// <param name="kind">The word for it; see <see cref="Kind"/>.</param>
    /// <param name="read">Makes a layer of what its <see cref="Describe(Utf8JsonWriter)"/> wrote. Safe on any thread.</param>
    /// <exception cref="ArgumentException">The kind is known already, with another function.</exception>
    public static void Register(string kind, Func<LayerDescription, Layer> read) => LayerKinds.AddNew(kind, read);

    /// <summary>What sort of layer this is, in files and as the stem of its name: <c>fc</c>, <c>conv</c>, <c>pool</c>, <c>relu</c> …</summary>
    public string Kind { get; }

    /// <summary>The name the user gave, or null: then the network numbers it (<c>conv1</c>, <c>conv2</c> …).</summary>
    public string? GivenName { get; }

    /// <summary>What the layer gives for one sample.</summary>
    public Shape Shape { get; }

    /// <summary>The layers it reads.</summary>
    public IReadOnlyList<Layer> Inputs { get; }

    /// <summary>The parameters it asks for.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters => [];

    /// <summary>The memory it needs beside its output.</summary>
    protected internal virtual LayerMemory Memory => default;

    /// <summary>
    /// True if the output may lie in the memory of the first input: the layer must then need neither that input nor its gradient. It may need
    /// its own output in its backward pass, so no layer above works in its memory.
    /// </summary>
    protected internal virtual bool WorksInPlace => false;

    /// <summary>True if the backward pass makes the gradient of the first input in the memory of the output's, and only then adds it, where the two are not the same.</summary>
    internal virtual bool OverwritesGradient => false;

    /// <summary>Does once what depends on the parameters alone, after they have changed.</summary>
    protected internal virtual void Prepare(LayerWorkspace work)
    {
    }

    /// <summary>
    /// Whether what <see cref="Prepare"/> makes of the parameters is the same for another layer that has these parameters, such as that of a network for images of
    /// another width: then one of them prepares it, and both read it.
    /// </summary>
    internal virtual bool PreparesAs(Layer other) => false;

    /// <summary>Computes <see cref="LayerWorkspace.Output"/> for <see cref="LayerWorkspace.Count"/> samples.</summary>
    protected internal abstract void Forward(LayerWorkspace work);

    /// <summary>Adds the gradients of inputs and parameters, given that of the output.</summary>
    protected internal abstract void Backward(LayerWorkspace work);

    /// <summary>Writes the settings from which <see cref="Register"/>'s function makes this layer again.</summary>
    /// <param name="json">In the object of this layer, behind its name, kind and inputs.</param>
    protected internal virtual void Describe(Utf8JsonWriter json)
    {
    }

    /// <summary>Writes the nodes of ONNX that compute what this layer computes when inferring.</summary>
    /// <param name="graph">Where to.</param>
    /// <returns>The layer's output.</returns>
    /// <exception cref="NotSupportedException">The layer has no such form.</exception>
    protected internal virtual GraphValue Export(GraphWriter graph) =>
        throw new NotSupportedException($"onnx: layers of the kind '{Kind}' cannot be written");

    /// <summary>The settings in words, without names and shapes: <c>20 filters of 5×5</c>.</summary>
    protected internal virtual string Settings => "";

    /// <summary><c>conv: 1×28×28 → 20×24×24, 20 filters of 5×5, 520 parameters</c>.</summary>
    public override string ToString() => Describe(GivenName ?? Kind);

    /// <summary>The line of a summary, under the name the network gave.</summary>
    internal string Describe(string name)
    {
        string from = Inputs.Count == 0 ? "" : $"{string.Join(" + ", Inputs.Select(input => input.Shape))} → ";
        string settings = Settings.Length == 0 ? "" : $", {Settings}";
        int count = Parameters.Sum(parameter => parameter.Length);
        string parameters = count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count:N0} parameters");
        return $"{name}: {from}{Shape}{settings}{parameters}";
    }

    /// <summary>The layer in error messages: <c>conv 'conv2'</c>, with the number this layer will have in a network without branches.</summary>
    /// <param name="kind">The word for layers of this sort.</param>
    /// <param name="name">The name the user gave, or null.</param>
    /// <param name="input">What the layer reads.</param>
    protected static string Title(string kind, string? name, Layer input) =>
        $"{kind} '{name ?? $"{kind}{1 + Ancestors(input).Count(layer => layer.Kind == kind)}"}'";

    private static HashSet<Layer> Ancestors(Layer layer)
    {
        var seen = new HashSet<Layer>();
        var open = new Stack<Layer>([layer]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var input in next.Inputs)
                    open.Push(input);
            }
        }

        return seen;
    }
}
