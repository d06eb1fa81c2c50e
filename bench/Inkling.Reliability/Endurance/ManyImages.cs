using Inkling.Data.Synthetic;
using Inkling.Digits;

namespace Inkling.Reliability.Endurance;

/// <summary>Images one after the other on one recognizer.</summary>
internal static class ManyImages
{
    private const int Different = 1000;

    /// <summary>Recognises so many digits in MNIST's form, into memory of the caller's.</summary>
    /// <returns>The memory after the first hundredth, and after the last.</returns>
    /// <exception cref="InvalidDataException">Memory grew, or an answer changed.</exception>
    public static (MemoryReading Early, MemoryReading Late) Run(int images)
    {
        var recognizer = new Recognizer(DigitModel.Open("lenet"));
        byte[][] digits = [.. SyntheticDigits.Test(Different).Read().Select(sample => sample.Pixels.ToArray())];
        int[] answers = [.. digits.Select(digit => Answer(digit))];
        MemoryReading early = default;
        for (int i = 0; i < images; i++)
        {
            if (Answer(digits[i % Different]) != answers[i % Different])
                throw new InvalidDataException($"image {i}: expected {answers[i % Different]}, as the first time");
            if (i == images / 100)
                early = MemoryReading.Now();
        }

        var late = MemoryReading.Now();
        late.RequireNoGrowth(early, $"{images} images");
        return (early, late);

        int Answer(byte[] digit)
        {
            Span<float> probabilities = stackalloc float[10];
            return recognizer.Recognize(digit, probabilities);
        }
    }
}
