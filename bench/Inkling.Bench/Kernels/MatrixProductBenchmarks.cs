using BenchmarkDotNet.Attributes;
using Inkling.Compute;

namespace Inkling.Bench.Kernels;

/// <summary>The three products of the fully connected layers of the three networks, 64 samples.</summary>
public class MatrixProductBenchmarks
{
    private const int Samples = 64;

    private AlignedBuffer _x = null!;
    private AlignedBuffer _y = null!;
    private AlignedBuffer _w = null!;

    [Params("784x10", "784x128", "128x64", "64x10", "800x10")]
    public string Layer { get; set; } = "";

    private int In => int.Parse(Layer.Split('x')[0], System.Globalization.CultureInfo.InvariantCulture);

    private int Out => int.Parse(Layer.Split('x')[1], System.Globalization.CultureInfo.InvariantCulture);

    [GlobalSetup]
    public void Setup()
    {
        _x = Operands.Random(Samples * In);
        _y = Operands.Random(Samples * Out);
        _w = Operands.Random(In * Out);
    }

    [Benchmark]
    public void Forward() => MatrixProduct.MultiplyTransposedB(Samples, Out, In, _x.Span, _w.Span, _y.Span);

    [Benchmark]
    public void WeightGradient() => MatrixProduct.MultiplyTransposedA(Out, In, Samples, _y.Span, _x.Span, _w.Span);

    [Benchmark]
    public void InputGradient() => MatrixProduct.Multiply(Samples, In, Out, _y.Span, _w.Span, _x.Span);
}
