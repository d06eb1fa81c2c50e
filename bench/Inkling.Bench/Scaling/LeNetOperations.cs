namespace Inkling.Bench.Scaling;

/// <summary>Floating-point operations of LeNet per image, a multiplication and an addition counted as two.</summary>
internal static class LeNetOperations
{
    private const long Convolution1 = 2L * 20 * 25 * 24 * 24, Convolution2 = 2L * 50 * 500 * 8 * 8, FullyConnected = 2L * 10 * 800;

    /// <summary>Forward: the three products.</summary>
    public const long Forward = Convolution1 + Convolution2 + FullyConnected;

    /// <summary>Forward, and backward with dense gradients: each product twice more, but for the gradient of the image.</summary>
    public const long TrainingStep = 3 * Forward - Convolution1;
}
