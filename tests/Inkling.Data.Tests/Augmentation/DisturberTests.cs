using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests;

public class DisturberTests
{
    private static readonly Reader<Sample> Digits = SyntheticDigits.Test(400);

    [Fact]
    public void So_many_images_are_spoilt_and_the_others_are_left()
    {
        var plain = Pixels(Digits.Augment(Augmentation.Handwriting, seed: 1));

        Assert.InRange(Changed(plain, 0.3f), 90, 150);
        Assert.InRange(Changed(plain, 1f), 390, 400);
        Assert.Equal(0, Changed(plain, 0f));
    }

    [Fact]
    public void The_same_pass_is_spoilt_alike_by_any_number_of_workers()
    {
        var settings = Augmentation.Handwriting with { Disturbance = 1f };

        Assert.Equal(Pixels(Digits.Augment(settings, seed: 2)), Pixels(Digits.Augment(settings, seed: 2, workers: 3)));
        Assert.NotEqual(Pixels(Digits.Augment(settings, seed: 2)), Pixels(Digits.Augment(settings, seed: 3)));
    }

    [Fact]
    public void Out_of_range_is_refused() => Assert.Contains(
        "Disturbance expected 0 to 1 of the images, got 1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Disturbance = 1.5f }).Message, StringComparison.Ordinal);

    private static int Changed(string[] plain, float disturbance) =>
        plain.Zip(Pixels(Digits.Augment(Augmentation.Handwriting with { Disturbance = disturbance }, seed: 1))).Count(pair => pair.First != pair.Second);

    private static string[] Pixels(Reader<Sample> reader) => [.. reader.Read(1).Select(sample => Convert.ToHexString(sample.Pixels.Span))];
}
