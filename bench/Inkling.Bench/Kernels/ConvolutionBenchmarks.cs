using BenchmarkDotNet.Attributes;
using Inkling.Compute;

namespace Inkling.Bench.Kernels;

/// <summary>The two convolutions of LeNet with the pooling behind them, 16 images; half of the gradients are zero, as behind a ReLU.</summary>
public class ConvolutionBenchmarks
{
    private const int Images = 16;

    private PooledConvolution _plan = null!;
    private AlignedBuffer _input = null!;
    private AlignedBuffer _inputGradient = null!;
    private AlignedBuffer _packed = null!;
    private AlignedBuffer _scratch = null!;
    private AlignedBuffer _output = null!;
    private AlignedBuffer _outputGradient = null!;
    private int[] _origin = [];
    private float[] _weights = [];
    private float[] _bias = [];

    [Params(1, 2)]
    public int Layer { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var shape = Layer == 1 ? new ConvolutionShape(1, 28, 28, 20, 5) : new ConvolutionShape(20, 12, 12, 50, 5);
        _plan = PooledConvolution.Create(shape, new PoolingShape(shape.OutputHeight, shape.OutputWidth, 2, 2));
        _input = Operands.Random(Images * shape.InputSize);
        _inputGradient = Operands.Random(Images * shape.InputSize);
        _packed = new(_plan.PackedLength);
        _scratch = new(_plan.ScratchLength);
        _output = new(Images * _plan.OutputSize);
        _outputGradient = Operands.Random(Images * _plan.OutputSize, zeros: 0.5);
        _origin = new int[_output.Length];
        _weights = Operands.Random(shape.WeightCount).Span.ToArray();
        _bias = new float[shape.Filters];
        _plan.PackWeights(_weights, _packed.Span);
        Forward();
    }

    [Benchmark]
    public void PackWeights() => _plan.PackWeights(_weights, _packed.Span);

    [Benchmark]
    public void Forward() => _plan.Forward(Images, _input.Span, _packed.Span, _bias, _output.Span, _origin, _scratch.Span);

    [Benchmark]
    public void BackwardWeights() =>
        _plan.BackwardWeights(Images, _input.Span, _outputGradient.Span, _origin, _weights, _bias, _scratch.Span);

    [Benchmark]
    public void BackwardInput() =>
        _plan.BackwardInput(Images, _packed.Span, _outputGradient.Span, _origin, _inputGradient.Span, _scratch.Span);
}
