using System.Runtime.CompilerServices;

namespace Inkling.Nn;

/// <summary>A function applied to what a layer computed.</summary>
/// <remarks>
/// Where the derivative can be told from the output alone, the function works in place. Stateless; safe on any thread. Those of the chapter's
/// networks are vectorised; <see cref="SoftRelu"/> and what follows it are computed value by value.
/// </remarks>
public abstract class Activation
{
    /// <summary>Describes a function.</summary>
    /// <param name="name">Its name in summaries and files.</param>
    /// <param name="keepsOrder">See <see cref="KeepsOrder"/>.</param>
    /// <param name="worksInPlace">See <see cref="WorksInPlace"/>.</param>
    protected Activation(string name, bool keepsOrder = true, bool worksInPlace = true)
    {
        Name = name;
        KeepsOrder = keepsOrder;
        WorksInPlace = worksInPlace;
    }

    /// <summary>max(0, x).</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>Hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>Probabilities: e^xᵢ / Σⱼ e^xⱼ over all values of a sample.</summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    /// <summary>x itself: no activation.</summary>
    public static Activation Linear { get; } = new LinearActivation();

    /// <summary>log(1 + eˣ), a smooth ReLU, as max(0, x) + log(1 + e^−|x|).</summary>
    public static Activation SoftRelu { get; } = new ElementwiseActivation(
        "softrelu", x => (float)(Math.Max(x, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(x)))), (_, y) => (float)(1.0 - Math.Exp(-y)),
        graph => graph.Elementwise("Softplus"));

    /// <summary>min(24, max(0, x)), the original's bounded ReLU.</summary>
    public static Activation BRelu { get; } = new ElementwiseActivation(
        "brelu", x => Math.Min(24f, Math.Max(0f, x)), (_, y) => y is > 0f and < 24f ? 1f : 0f,
        graph => graph.Elementwise("Clip", graph.Constant(0f), graph.Constant(24f)));

    /// <summary>1.7159·tanh(2x/3), the scaled tanh of LeCun et al. 1998, Efficient BackProp: ±1 goes to ±1.</summary>
    public static Activation STanh { get; } = new ElementwiseActivation(
        "stanh", x => 1.7159f * MathF.Tanh(2f / 3f * x), (_, y) => 1.7159f * 2f / 3f * (1f - y / 1.7159f * (y / 1.7159f)),
        graph =>
        {
            string inner = graph.Node("Mul", "inner", [graph.Value().Name, graph.Constant(2f / 3f)]);
            return graph.Value() with { Name = graph.Node("Mul", [graph.Node("Tanh", "tanh", [inner]), graph.Constant(1.7159f)]) };
        });

    /// <summary>x / (1 + |x|).</summary>
    public static Activation SoftSign { get; } = new ElementwiseActivation(
        "softsign", x => x / (1f + Math.Abs(x)), (_, y) => (1f - Math.Abs(y)) * (1f - Math.Abs(y)), graph => graph.Elementwise("Softsign"));

    /// <summary>eˣ.</summary>
    public static Activation Exp { get; } = new ElementwiseActivation("exp", MathF.Exp, (_, y) => y, graph => graph.Elementwise("Exp"));

    /// <summary>|x|; the derivative at 0 is 0.</summary>
    public static Activation Abs { get; } = new ElementwiseActivation(
        "abs", Math.Abs, (x, _) => x > 0f ? 1f : x < 0f ? -1f : 0f, graph => graph.Elementwise("Abs"), keepsOrder: false, worksInPlace: false);

    /// <summary>x².</summary>
    public static Activation Square { get; } = new ElementwiseActivation(
        "square", x => x * x, (x, _) => 2f * x, graph => graph.Elementwise("Mul", graph.Value().Name), keepsOrder: false, worksInPlace: false);

    /// <summary>Natural logarithm, of positive values.</summary>
    public static Activation Log { get; } = new ElementwiseActivation(
        "log", MathF.Log, (x, _) => 1f / x, graph => graph.Elementwise("Log"), keepsOrder: false, worksInPlace: false);

    /// <summary>√x, of values that are not negative.</summary>
    public static Activation Sqrt { get; } = new ElementwiseActivation(
        "sqrt", MathF.Sqrt, (_, y) => 0.5f / y, graph => graph.Elementwise("Sqrt"), keepsOrder: false);

    /// <summary>1/x, of values other than 0.</summary>
    public static Activation Reciprocal { get; } = new ElementwiseActivation(
        "reciprocal", x => 1f / x, (_, y) => -y * y, graph => graph.Elementwise("Reciprocal"), keepsOrder: false);

    /// <summary>Those of this library.</summary>
    public static IReadOnlyList<Activation> All { get; } =
        [Relu, Sigmoid, Tanh, Softmax, Linear, SoftRelu, BRelu, STanh, SoftSign, Exp, Abs, Square, Log, Sqrt, Reciprocal];

    /// <summary>Its name in summaries and files.</summary>
    public string Name { get; }

    /// <summary>True for a function of one value that never falls: the largest of some values stays the largest.</summary>
    public bool KeepsOrder { get; }

    /// <summary>True where backward can do without x.</summary>
    public bool WorksInPlace { get; }

    /// <summary>A function of one value, given with its derivative; computed value by value.</summary>
    /// <param name="name">Its name in summaries and files.</param>
    /// <param name="function">f(x).</param>
    /// <param name="derivative">f'(x), of x and f(x).</param>
    /// <param name="export">Writes the nodes of ONNX that compute f, or null where there are none.</param>
    public static Activation Elementwise(string name, Func<float, float> function, Func<float, float, float> derivative, Func<GraphWriter, GraphValue>? export = null) =>
        new ElementwiseActivation(name, function, derivative, export, keepsOrder: false, worksInPlace: false);

    /// <summary>Makes an activation known to files, by its name. To be called once, before the first file is read; those of this library are known.</summary>
    /// <param name="activation">The activation.</param>
    /// <exception cref="ArgumentException">Another one of that name, or a kind of layer, is known already.</exception>
    public static void Register(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Layer.Register(activation.Name, activation.Read);
    }

    /// <summary>y = f(y), in place.</summary>
    /// <param name="size">Values of a sample.</param>
    /// <param name="y">[N, size].</param>
    protected internal abstract void Forward(int size, Span<float> y);

    /// <summary>gradient = gradient·f', in place.</summary>
    /// <param name="size">Values of a sample.</param>
    /// <param name="x">What forward was given, or y again where it worked in place: then without use.</param>
    /// <param name="y">What forward gave.</param>
    /// <param name="gradient">In: of the output; out: of the input.</param>
    protected internal abstract void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient);

    /// <summary>Writes the nodes of ONNX that compute the function.</summary>
    /// <param name="graph">Where to.</param>
    /// <returns>The output of the layer.</returns>
    /// <exception cref="NotSupportedException">It has no such form.</exception>
    protected internal virtual GraphValue Export(GraphWriter graph) => throw new NotSupportedException($"onnx: the activation '{Name}' cannot be written");

    /// <inheritdoc/>
    public override string ToString() => Name;

    [ModuleInitializer]
    internal static void Register() => LayerKinds.AddMany(kind => All.FirstOrDefault(activation => activation.Name == kind) is { } known ? known.Read : null);

    private ActivationLayer Read(LayerDescription layer) => new(layer.Input, this, layer.Name);
}
