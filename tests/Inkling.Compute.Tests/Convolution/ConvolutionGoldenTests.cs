using Inkling.TestKit;

namespace Inkling.Compute.Tests;

public class ConvolutionGoldenTests
{
    public static TheoryData<SimdWidth, (string Name, int Stride, int Padding)> Goldens { get; } = Widths.With<(string Name, int Stride, int Padding)>(
        ("conv2d-n1c3h5w5k2f3s2p1", 2, 1), ("conv2d-n1c4h9w7k6f3s1p1", 1, 1), ("conv2d-n2c1h28w28k20f5s1p0", 1, 0), ("conv2d-n2c20h12w12k50f5s1p0", 1, 0),
        ("conv2d-n2c3h11w11k4f3s2p0", 2, 0), ("conv2d-n2c8h10w10k16f1s1p0", 1, 0), ("conv2d-n3c2h7w7k5f4s3p2", 3, 2));

    // Reached: 1.4e-6 of the largest magnitude, over all widths.
    [Theory, MemberData(nameof(Goldens))]
    public void Convolution_and_its_gradients_equal_libtorch(SimdWidth width, (string Name, int Stride, int Padding) of)
    {
        var golden = GoldenFile.TryRead(of.Name);
        Assert.SkipWhen(golden is null, TestFolders.SharedIsAbsent(of.Name));

        int[] image = golden.Extents("input"), filter = golden.Extents("weight");
        var e = new ConvolutionExtents(image[0], image[1], image[2], image[3], filter[0], filter[2], of.Stride, of.Padding);
        float[] x = golden.Floats("input"), w = golden.Floats("weight"), dY = golden.Floats("grad_output");
        var passes = new ConvolutionPasses(width, e, w);

        Tolerances.Golden("output", golden.Floats("output"), passes.Forward(x, golden.Floats("bias")));
        Tolerances.Golden("grad_input", golden.Floats("grad_input"), passes.BackwardInput(dY, new float[x.Length]));
        var (dW, dB) = passes.BackwardWeights(x, dY, new float[w.Length], new float[e.Filters]);
        Tolerances.Golden("grad_weight", golden.Floats("grad_weight"), dW);
        Tolerances.Golden("grad_bias", golden.Floats("grad_bias"), dB);
    }
}
