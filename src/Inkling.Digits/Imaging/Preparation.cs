namespace Inkling.Digits.Imaging;

/// <summary>How an image file becomes what a network reads.</summary>
public enum Preparation
{
    /// <summary>What is written is found against the paper, scaled, and set in the middle of 28×28, as MNIST's digits are: <see cref="DigitNormalizer"/>.</summary>
    Ink,

    /// <summary>The whole image is resized; its aspect is not kept, and neither polarity nor position is changed.</summary>
    Whole,
}
