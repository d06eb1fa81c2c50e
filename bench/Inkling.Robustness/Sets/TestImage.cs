using Inkling.Digits.Imaging;

namespace Inkling.Robustness.Sets;

/// <summary>An image and what is written in it.</summary>
/// <param name="Image">The image as a person would bring it.</param>
/// <param name="Text">The digits from left to right; empty where no digit is written, so that the right answer is to reject the image.</param>
/// <param name="IsDarkOnLight">Whether the ink is darker than the paper: the plain pipeline is told, the recognizer is not.</param>
internal sealed record TestImage(GrayImage Image, string Text, bool IsDarkOnLight);
