using Inkling.Digits.Imaging;

namespace Inkling.Digits;

/// <summary>One digit of an image.</summary>
/// <param name="Recognition">What it is.</param>
/// <param name="Seen">What the network saw of it, and where it was.</param>
/// <param name="Line">The line of writing it stands in, 0-based from the top.</param>
/// <param name="Plausibility">How likely it is that this is a digit at all, 0..1; 1 for models of other things than digits.</param>
/// <param name="IsRejected">Whether it is not to be trusted: hardly a digit, less probable than <see cref="RecognizerSettings.MinConfidence"/>, or of a line that is doubtful.</param>
public sealed record ReadDigit(Recognition Recognition, NormalizedDigit Seen, int Line, double Plausibility, bool IsRejected)
{
    /// <summary>Where it is, in pixels of the image file.</summary>
    public PixelBox Box => Seen.Box;
}
