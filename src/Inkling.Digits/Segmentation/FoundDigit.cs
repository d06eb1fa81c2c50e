using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>A digit found in a line of writing.</summary>
/// <param name="Field">As the network sees it, 28×28.</param>
/// <param name="Box">Where it is, in pixels of the image that was searched.</param>
/// <param name="Judged">What the network says of it.</param>
/// <param name="IsCut">Whether it had to be cut off a neighbour.</param>
internal sealed record FoundDigit(byte[] Field, PixelBox Box, JudgedDigit Judged, bool IsCut);
