using Inkling.Digits.Imaging;
using Inkling.Nn;

namespace Inkling.Digits.Tests.Imaging;

public class ImageFormTests
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    [Fact]
    public void Digits_of_28_by_28_are_ink_and_everything_else_is_whole()
    {
        Assert.Equal(Preparation.Ink, ImageForm.Usual(Digits).Preparation);
        Assert.Equal(Preparation.Whole, ImageForm.Usual(Digits, 32, 32).Preparation);
        Assert.Equal(Preparation.Whole, ImageForm.Usual(["boot", "bag"]).Preparation);
    }

    [Fact]
    public void Ink_of_another_size_is_refused() =>
        Assert.Contains("28×28, got 32×20", Assert.Throws<ArgumentException>(() => new ImageForm(32, 20, Preparation.Ink)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Preparation.Ink)]
    [InlineData(Preparation.Whole)]
    public void The_preparation_travels_with_the_model(Preparation preparation)
    {
        var parameters = Parameters.Create(Layer.Image("pixel", 1, 28, 28).FullyConnected(3, Activation.Softmax));
        DigitModel.Describe(parameters, ["a", "b", "c"], new ImageForm(28, 28, preparation));

        Assert.Equal(new ImageForm(28, 28, preparation), new DigitModel(parameters).Form);
    }

    [Fact]
    public void A_preparation_that_is_none_is_named()
    {
        var parameters = Parameters.Create(Layer.Image("pixel", 1, 28, 28).FullyConnected(10, Activation.Softmax));
        parameters.Notes["inkling.preparation"] = "7";

        Assert.Contains("expected ink or whole, found '7'", Assert.Throws<InvalidDataException>(() => new DigitModel(parameters).Form).Message, StringComparison.Ordinal);
    }
}
