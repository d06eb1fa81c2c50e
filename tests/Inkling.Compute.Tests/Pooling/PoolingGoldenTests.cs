using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class PoolingGoldenTests
{
    private static readonly (string Name, int Size, int Stride, int Padding, bool CeilMode)[] Cases =
    [
        ("n1c3h7w7k3s2p0-ceil", 3, 2, 0, true), ("n2c3h8w10k3s2p1", 3, 2, 1, false), ("n2c4h24w24k2s2p0", 2, 2, 0, false),
    ];

    public static TheoryData<SimdWidth, (string Name, int Size, int Stride, int Padding, bool CeilMode)> Goldens { get; } = Widths.With(Cases);

    public static TheoryData<(string Name, int Size, int Stride, int Padding, bool CeilMode)> PathlessGoldens { get; } = [.. Cases];

    // Reached: equal to the bit.
    [Theory, MemberData(nameof(Goldens))]
    public void Max_pooling_equals_libtorch(SimdWidth width, (string Name, int Size, int Stride, int Padding, bool CeilMode) of)
    {
        var (golden, shape, planes) = Read("maxpool2d-", of);
        float[] dY = golden.Floats("grad_output"), y = new float[dY.Length], dX = new float[golden.Floats("input").Length];
        int[] origin = new int[y.Length];

        MaxPooling.Forward(width, shape, planes, golden.Floats("input"), y, origin);
        MaxPooling.Backward(shape, planes, dY, origin, dX);

        Tolerances.Golden("output", golden.Floats("output"), y);
        Tolerances.Golden("grad_input", golden.Floats("grad_input"), dX);
    }

    // Reached: equal to the bit.
    [Theory, MemberData(nameof(PathlessGoldens))]
    public void Average_pooling_equals_libtorch((string Name, int Size, int Stride, int Padding, bool CeilMode) of)
    {
        var (golden, shape, planes) = Read("avgpool2d-", of);
        float[] dY = golden.Floats("grad_output"), y = new float[dY.Length], dX = new float[golden.Floats("input").Length];

        SumPooling.Forward(shape, PoolingDivisor.Cells, planes, golden.Floats("input"), y);
        SumPooling.Backward(shape, PoolingDivisor.Cells, planes, dY, dX);

        Tolerances.Golden("output", golden.Floats("output"), y);
        Tolerances.Golden("grad_input", golden.Floats("grad_input"), dX);
    }

    private static (GoldenFile Golden, PoolingShape Shape, int Planes) Read(
        string kind, (string Name, int Size, int Stride, int Padding, bool CeilMode) of)
    {
        var golden = GoldenFile.TryRead(kind + of.Name);
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent(kind + of.Name));
        int[] image = golden.Extents("input");
        return (golden, new(image[2], image[3], of.Size, of.Stride, of.Padding, of.CeilMode), image[0] * image[1]);
    }
}
