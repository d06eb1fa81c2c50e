namespace Inkling.Robustness.Scoring;

/// <summary>What was said of an image.</summary>
/// <param name="IsRight">Whether the text is what is written.</param>
/// <param name="Confidence">The probability of the least sure digit; 0 where nothing was found.</param>
/// <param name="IsRejected">Whether it was said that this is not to be trusted.</param>
internal readonly record struct Answer(bool IsRight, double Confidence, bool IsRejected);
