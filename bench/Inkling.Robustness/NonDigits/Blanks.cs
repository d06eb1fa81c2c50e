using Inkling.Digits.Imaging;
using Inkling.Robustness.Photos;

namespace Inkling.Robustness.NonDigits;

/// <summary>Photos of paper on which nothing is written.</summary>
internal static class Blanks
{
    public static GrayImage Draw(Random random)
    {
        var sheet = Paper.Draw(random, out float digitHeight);
        return Camera.Take(sheet, digitHeight, random);
    }
}
