using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Scoring;

/// <summary>What was said of an image.</summary>
/// <param name="Text">The best guess, also where it is rejected.</param>
/// <param name="IsRight">Whether the text is what is written; where nothing is, whether it is rejected.</param>
/// <param name="Confidence">The probability of the least sure digit; 0 where nothing was found.</param>
/// <param name="IsRejected">Whether it was said that this is not to be trusted.</param>
internal readonly record struct Answer(string Text, bool IsRight, double Confidence, bool IsRejected)
{
    public static Answer To(TestImage image, string text, double confidence, bool isRejected) =>
        new(text, image.Text.Length == 0 ? isRejected : text == image.Text, confidence, isRejected);
}
