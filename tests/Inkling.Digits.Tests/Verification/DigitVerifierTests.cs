using Inkling.Data.Synthetic;

namespace Inkling.Digits.Tests.Verification;

public class DigitVerifierTests
{
    [Fact]
    public void The_shipped_verifier_tells_digits_from_other_signs()
    {
        byte[] digits = [.. SyntheticDigits.Test(200).Read().SelectMany(sample => sample.Pixels.ToArray())];
        byte[] others = [.. Enumerable.Range(0, 200).SelectMany(index => SyntheticSigns.Draw(seed: 99, index))];

        Assert.InRange(DigitVerifier.Shipped.Plausibilities(digits).Count(plausibility => plausibility > 0.5), 185, 200);
        Assert.InRange(DigitVerifier.Shipped.Plausibilities(others).Count(plausibility => plausibility < 0.5), 185, 200);
    }
}
