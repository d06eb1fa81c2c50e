using System.Runtime.CompilerServices;
using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Batch normalization: y = γ·(x − μ)/√(σ² + ε) + β, where μ and σ² are of each channel (Ioffe and Szegedy 2015).</summary>
/// <remarks>
/// <para>While learning, μ and σ² are those of the samples computed together: a shard of the minibatch, so that the result does not depend on the
/// number of threads (ghost batches: Hoffer, Hubara and Soudry 2017). Otherwise they are the moving averages over the iterations, of μ and of
/// σ²·M/(M − 1) for M values, which are saved with the parameters.</para>
/// <para>Shape: as the input's, an image or a vector. Parameters: weight γ [C] of ones, bias β [C] of zeros, learnt; mean [C] of zeros and
/// variance [C] of ones, observed.</para>
/// </remarks>
public sealed class BatchNorm : Layer
{
    internal const string Word = "batchnorm";

    private const int Weight = 0, Bias = 1, MovingMean = 2, MovingVariance = 3;

    private readonly double _decay;

    /// <summary>Describes the layer.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="decay">How much of the moving averages stays at each iteration, 0 or more and below 1.</param>
    /// <param name="epsilon">ε, positive: keeps the divisor from 0.</param>
    /// <param name="name">A name of its own, or null to be numbered.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public BatchNorm(Layer input, double decay = 0.9, double epsilon = 1e-5, string? name = null)
        : base(Word, name, (input ?? throw new ArgumentNullException(nameof(input))).Shape, input)
    {
        if (decay is not (>= 0.0 and < 1.0))
            throw new ArgumentException($"{Title(Word, name, input)}: decay expected 0 or more and below 1, got {decay}", nameof(decay));
        if (!(double.IsFinite(epsilon) && epsilon > 0.0))
            throw new ArgumentException($"{Title(Word, name, input)}: epsilon expected a positive number, got {epsilon}", nameof(epsilon));

        _decay = decay;
        Epsilon = epsilon;
        Parameters =
        [
            new("weight", [Channels], Initializer.One),
            new("bias", [Channels], Initializer.Zero),
            new("mean", [Channels], Initializer.Zero) { MovingAverage = decay },
            new("variance", [Channels], Initializer.One) { MovingAverage = decay },
        ];
    }

    /// <summary>ε, which keeps the divisor from 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters { get; }

    /// <inheritdoc/>
    protected internal override LayerMemory Memory => new(Packed: Channels, Statistics: 2 * Channels);

    internal override bool OverwritesGradient => true;

    private int Channels => Shape.Channels;

    /// <inheritdoc/>
    protected internal override void Prepare(LayerWorkspace work)
    {
        for (int c = 0; c < Channels; c++)
            work.Packed[c] = Factor(work, c, work.Parameter(MovingVariance)[c]);
    }

    /// <inheritdoc/>
    protected internal override void Forward(LayerWorkspace work) => Forward(work, floor: float.NegativeInfinity);

    /// <inheritdoc/>
    protected internal override void Backward(LayerWorkspace work) => Backward(work, floor: float.NegativeInfinity);

    /// <param name="work">This layer's memory.</param>
    /// <param name="floor">0 to rectify what it gives, else −∞.</param>
    internal void Forward(LayerWorkspace work, float floor)
    {
        var shape = Extents(work);
        for (int c = 0; c < Channels; c++)
        {
            var (mean, factor) = (work.Parameter(MovingMean)[c], work.Packed[c]);
            if (work.Training)
            {
                (mean, float variance) = BatchNormalization.Measure(shape, c, work.Input());
                (Means(work)[c], Variances(work)[c], factor) = (mean, variance, Factor(work, c, variance));
            }

            BatchNormalization.Apply(shape, c, work.Input(), new(mean, factor, work.Parameter(Bias)[c], floor), work.Output);
        }
    }

    // With x̂ = (x − μ)·r, r = 1/√(σ² + ε), and M values per channel:
    // dβ = Σ dY;  dγ = Σ dY·x̂;  dX = γ·r·(dY − dβ/M − x̂·dγ/M)
    internal void Backward(LayerWorkspace work, float floor)
    {
        var shape = Extents(work);
        bool needsGradient = work.InputWork(0).NeedsGradient;
        double values = shape.ValuesPerChannel, seen = work.Count * (double)work.SampleWeight;
        for (int c = 0; c < Channels; c++)
        {
            float mean = Means(work)[c], variance = Variances(work)[c];
            var f = new ChannelFunction(mean, Factor(work, c, variance), work.Parameter(Bias)[c], floor);
            var (sum, product) = BatchNormalization.MeasureGradient(shape, c, work.Input(), f, work.OutputGradient);

            double r = 1.0 / Math.Sqrt(variance + Epsilon), scale = work.Parameter(Weight)[c] * r;
            work.ParameterGradient(Weight)[c] += (float)(product * r);
            work.ParameterGradient(Bias)[c] += sum;
            work.ParameterGradient(MovingMean)[c] += (float)(seen * mean);
            work.ParameterGradient(MovingVariance)[c] += (float)(seen * variance * (values > 1.0 ? values / (values - 1.0) : 1.0));
            if (needsGradient)
            {
                BatchNormalization.Backward(
                    shape, c, work.Input(), f, (float)scale, (float)(-scale * r * r * product / values), (float)(-scale * sum / values), work.OutputGradient);
            }
        }

        if (needsGradient && !work.GradientInPlace)
            Addition.Add(work.OutputGradient, work.InputGradient());
    }

    /// <summary>
    /// Changes the weights and biases of the layer that it reads so that the two give what the three would, while not learning: of W·x + b, it makes
    /// (W·f)·x + (b − μ)·f + β with f = γ/√(σ² + ε).
    /// </summary>
    /// <param name="weights">Of that layer, [channels, values of each].</param>
    /// <param name="bias">Of that layer, [channels].</param>
    /// <param name="work">Has this layer's parameters.</param>
    /// <param name="first">The index of the first of them.</param>
    internal void FoldInto(Span<float> weights, Span<float> bias, LayerWorkspace work, int first)
    {
        ReadOnlySpan<float> weight = work.Parameter(first + Weight), variance = work.Parameter(first + MovingVariance);
        ReadOnlySpan<float> mean = work.Parameter(first + MovingMean), shift = work.Parameter(first + Bias);
        int size = weights.Length / Channels;
        for (int c = 0; c < Channels; c++)
        {
            float factor = Factor(weight[c], variance[c]);
            foreach (ref float w in weights.Slice(c * size, size))
                w *= factor;
            bias[c] = (bias[c] - mean[c]) * factor + shift[c];
        }
    }

    /// <inheritdoc/>
    protected internal override void Describe(Utf8JsonWriter json)
    {
        json.WriteNumber("decay", _decay);
        json.WriteNumber("epsilon", Epsilon);
    }

    /// <inheritdoc/>
    protected internal override GraphValue Export(GraphWriter graph) =>
        graph.Value() with { Name = graph.Node("BatchNormalization", [graph.Value().Name, .. graph.Parameters], ("epsilon", (float)Epsilon)) };

    [ModuleInitializer]
    internal static void Register() => LayerKinds.Add(Word, Read);

    internal static BatchNorm Read(LayerDescription layer) => new(layer.Input, layer.Number("decay"), layer.Number("epsilon"), layer.Name);

    private ChannelShape Extents(LayerWorkspace work) => new(work.Count, Channels, Shape.Height * Shape.Width);

    private Span<float> Means(LayerWorkspace work) => work.Statistics[..Channels];

    private Span<float> Variances(LayerWorkspace work) => work.Statistics.Slice(Channels, Channels);

    private float Factor(LayerWorkspace work, int channel, float variance) => Factor(work.Parameter(Weight)[channel], variance);

    // γ/√(σ² + ε)
    private float Factor(float weight, float variance) => (float)(weight / Math.Sqrt(variance + Epsilon));
}
