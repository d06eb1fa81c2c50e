using Inkling.Data;
using Inkling.Digits;

namespace Inkling.Robustness.Sets;

/// <summary>The digits of MNIST that all images are made of, but those of other writers.</summary>
/// <param name="Dataset">MNIST.</param>
/// <param name="Test">Its test images.</param>
/// <param name="HeldOut">Its last training images: no shipped model learned from them.</param>
internal sealed record Digits(Dataset Dataset, Sample[] Test, Sample[] HeldOut)
{
    private const int HeldOutCount = 5_000;

    /// <exception cref="DatasetNotAvailableException">MNIST is neither here nor to be downloaded.</exception>
    public static Digits Load()
    {
        var mnist = DatasetSource.Open(new(DatasetSource.Mnist), Console.Error.WriteLine);
        return new(mnist, [.. mnist.Test.Read()], [.. mnist.Train.Read().TakeLast(HeldOutCount)]);
    }
}
