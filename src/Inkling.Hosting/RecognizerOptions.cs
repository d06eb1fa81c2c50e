using Inkling.Digits;

namespace Inkling.Hosting;

/// <summary>Which model the recognizer of an application reads with, and how it judges. They are checked once, when the application starts.</summary>
public sealed class RecognizerOptions
{
    /// <summary>The name of a shipped model, or a model file.</summary>
    public string Model { get; set; } = DigitModel.Default;

    /// <summary>A digit of a lower probability is rejected: 0 to 1.</summary>
    public double MinConfidence { get; set; }

    /// <summary>Whether the mean is taken over the digit and the same digit a pixel further to each side, which takes five times as long.</summary>
    public bool IsCareful { get; set; }

    internal Recognizer Open() => new(DigitModel.Open(Model), new() { MinConfidence = MinConfidence, IsCareful = IsCareful });
}
