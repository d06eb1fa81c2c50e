using Inkling.Data.Synthetic;

namespace Inkling.Digits.Tests.Recognitions;

public class ShippedModelTests
{
    [Fact]
    public void All_of_them_together_are_small()
    {
        var assembly = typeof(DigitModel).Assembly;
        long bytes = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".safetensors", StringComparison.Ordinal))
            .Sum(name => assembly.GetManifestResourceStream(name)!.Length);

        Assert.Equal(["deep", "lenet", "mlp", "softmax"], DigitModel.Shipped);
        Assert.InRange(bytes, 1, 3 * 1024 * 1024);
    }

    [Theory]
    [InlineData("softmax", 7_850, 250)]
    [InlineData("mlp", 109_386, 250)]
    [InlineData("lenet", 33_580, 400)]
    public void Each_of_the_chapters_networks_reads_synthetic_digits_it_never_saw(string name, int parameters, int least)
    {
        const int Count = 500;
        var model = DigitModel.Open(name);
        var recognizer = new Recognizer(model);

        int right = SyntheticDigits.Test(Count).Read().Count(sample => recognizer.Recognize(sample.Pixels.Span).Label == $"{sample.Label}");

        Assert.Equal(parameters, model.Parameters.Values.Length);
        Assert.InRange(right, least, Count);
    }
}
