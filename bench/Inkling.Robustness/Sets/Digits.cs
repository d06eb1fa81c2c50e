using Inkling.Data;
using Inkling.Workbench;

namespace Inkling.Robustness.Sets;

/// <summary>The digits of MNIST that all images are made of, but those of other writers.</summary>
/// <param name="Dataset">MNIST.</param>
/// <param name="Test">Those to be disturbed and written in strings: its test images.</param>
/// <param name="HeldOut">Those to be photographed: its last training images, from which no shipped model learned.</param>
internal sealed record Digits(Dataset Dataset, Sample[] Test, Sample[] HeldOut)
{
    private const int HeldOutCount = 5_000;

    /// <exception cref="DatasetNotAvailableException">MNIST is neither here nor to be downloaded.</exception>
    public static Digits Load()
    {
        var mnist = DatasetSource.Open(new(DatasetSource.Mnist), Console.Error.WriteLine);
        return new(mnist, [.. mnist.Test.Read()], [.. mnist.Train.Read().TakeLast(HeldOutCount)]);
    }

    /// <summary>The same without the test images: the last training images stand for them.</summary>
    public Digits WithoutTest() => this with { Test = HeldOut };
}
