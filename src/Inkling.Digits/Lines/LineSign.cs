using Inkling.Digits.Imaging;

namespace Inkling.Digits.Lines;

/// <summary>A sign in a line.</summary>
/// <param name="IsDigit">Whether it is a digit; else it is any other sign, or several.</param>
/// <param name="Probabilities">Of each digit, and what is missing to 1 that of no digit at all, in the column that says it.</param>
/// <param name="Field">Of a digit, as a network for single digits knows it: 28×28.</param>
/// <param name="Box">Where it is, in pixels of the file that the image was read from.</param>
internal sealed record LineSign(bool IsDigit, float[] Probabilities, byte[] Field, PixelBox Box);
