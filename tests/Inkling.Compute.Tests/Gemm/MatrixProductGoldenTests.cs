using Inkling.TestKit;

namespace Inkling.Compute.Tests;

/// <summary>The fully connected layer of libtorch, from the three products.</summary>
public class MatrixProductGoldenTests
{
    public static TheoryData<SimdWidth, string> Goldens { get; } = Widths.With("linear-n5i17o13", "linear-n128i784o10");

    // Reached: 1e-6 of the largest magnitude, over all widths.
    [Theory, MemberData(nameof(Goldens))]
    public void Linear_and_its_gradients_equal_libtorch(SimdWidth width, string name)
    {
        var golden = GoldenFile.TryRead(name);
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent(name));

        float[] x = golden.Floats("input"), w = golden.Floats("weight"), dY = golden.Floats("grad_output");
        int count = golden.Extents("input")[0], inputs = golden.Extents("input")[1], outputs = golden.Extents("output")[1];
        float[] y = new float[dY.Length], dX = new float[x.Length], dW = new float[w.Length], dB = new float[outputs];

        Addition.FillRows(golden.Floats("bias"), y);
        MatrixProduct.MultiplyTransposedB(width, count, outputs, inputs, x, w, y);
        MatrixProduct.Multiply(width, count, inputs, outputs, dY, w, dX);
        MatrixProduct.MultiplyTransposedA(width, outputs, inputs, count, dY, x, dW);
        Addition.AddRows(dY, dB);

        Tolerances.Golden("output", golden.Floats("output"), y);
        Tolerances.Golden("grad_input", golden.Floats("grad_input"), dX);
        Tolerances.Golden("grad_weight", golden.Floats("grad_weight"), dW);
        Tolerances.Golden("grad_bias", golden.Floats("grad_bias"), dB);
    }
}
