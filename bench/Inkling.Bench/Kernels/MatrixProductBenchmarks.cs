using BenchmarkDotNet.Attributes;
using Inkling.Compute;

namespace Inkling.Bench.Kernels;

/// <summary>The three products of the fully connected layers of the three networks, 64 samples.</summary>
public class MatrixProductBenchmarks
{
    private const int Samples = 64;

    private int _in;
    private int _out;
    private AlignedBuffer _x = null!;
    private AlignedBuffer _y = null!;
    private AlignedBuffer _w = null!;

    [Params("784x10", "784x128", "128x64", "64x10", "800x10")]
    public string Layer { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] extents = [.. Layer.Split('x').Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        (_in, _out) = (extents[0], extents[1]);
        _x = Operands.Random(Samples * _in);
        _y = Operands.Random(Samples * _out);
        _w = Operands.Random(_in * _out);
    }

    [Benchmark]
    public void Forward() => MatrixProduct.MultiplyTransposedB(Samples, _out, _in, _x.Span, _w.Span, _y.Span);

    [Benchmark]
    public void WeightGradient() => MatrixProduct.MultiplyTransposedA(_out, _in, Samples, _y.Span, _x.Span, _w.Span);

    [Benchmark]
    public void InputGradient() => MatrixProduct.Multiply(Samples, _in, _out, _y.Span, _w.Span, _x.Span);
}
