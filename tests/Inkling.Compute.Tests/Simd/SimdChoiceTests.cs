using Inkling.TestKit;

namespace Inkling.Compute.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class SimdChoiceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_wish_the_widest_of_the_processor_is_taken(string? wish)
    {
        var choice = SimdChoice.Choose(wish, SimdWidth.Vector256);

        Assert.Equal(SimdWidth.Vector256, choice.Width);
        Assert.Contains("256 bits", choice.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scalar", SimdWidth.Scalar)]
    [InlineData("128", SimdWidth.Vector128)]
    [InlineData("256", SimdWidth.Vector256)]
    [InlineData("512", SimdWidth.Vector512)]
    public void A_wish_is_granted_whatever_the_processor_has(string wish, SimdWidth expected)
    {
        foreach (var widest in Enum.GetValues<SimdWidth>())
        {
            var choice = SimdChoice.Choose(wish, widest);

            Assert.Equal(expected, choice.Width);
            Assert.Contains($"INKLING_SIMD={wish}", choice.Reason, StringComparison.Ordinal);
            Assert.Equal(expected > widest, choice.Reason.Contains("emulated", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("avx2")]
    [InlineData("64")]
    [InlineData("Scalar")]
    public void An_unknown_wish_fails_and_names_the_known_ones(string wish)
    {
        var error = Assert.Throws<ArgumentException>(() => SimdChoice.Choose(wish, SimdWidth.Vector256));

        Assert.Contains($"'{wish}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("scalar, 128, 256 or 512", error.Message, StringComparison.Ordinal);
    }
}
