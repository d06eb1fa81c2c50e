using BenchmarkDotNet.Attributes;
using Inkling.Compute;
using Inkling.Training;

namespace Inkling.Bench.Kernels;

/// <summary>What is done value by value: 64 samples of a layer, and an update of all parameters of LeNet.</summary>
public class ElementwiseBenchmarks
{
    private const int Samples = 64, Parameters = 33_580, Classes = 10;

    private readonly byte[] _pixels = new byte[784];
    private readonly AlignedBuffer _image = new(784);
    private readonly AlignedBuffer _values = Operands.Random(Samples * 2880);
    private readonly AlignedBuffer _gradient = Operands.Random(Samples * 2880);
    private readonly AlignedBuffer _logits = Operands.Random(Samples * Classes);
    private readonly int[] _labels = new int[Samples];
    private readonly float[] _costs = new float[Samples];
    private readonly AlignedBuffer _parameters = Operands.Random(Parameters);
    private readonly AlignedBuffer _parameterGradient = Operands.Random(Parameters);
    private readonly AlignedBuffer _velocity = Operands.Random(Parameters);

    [Benchmark]
    public void Pixels() => PixelScaling.Apply(_pixels, 2f / 255, -1f, _image.Span);

    [Benchmark]
    public void ReluForward() => Relu.Forward(_values.Span);

    [Benchmark]
    public void ReluBackward() => Relu.Backward(_values.Span, _gradient.Span);

    [Benchmark]
    public void CrossEntropy() => Softmax.CrossEntropy(Classes, _labels, _logits.Span, _costs);

    [Benchmark]
    public void MomentumStep() => Updates.Run(new Momentum.Formula(1e-6f, 0.9f, 5e-4f), _parameterGradient.Span, _velocity.Span, [], _parameters.Span);
}
