namespace Inkling.Digits.Imaging;

/// <summary>Recognises images that need no normalising, because they are in MNIST's form already.</summary>
internal static class MnistForm
{
    private const int LeastSize = DigitField.DigitSize - 2;
    private const double OffCentre = 1;

    /// <param name="ink">An image of 0 paper to 255 ink.</param>
    public static bool Is(GrayImage ink)
    {
        const int Size = NormalizedDigit.Size;
        if (ink.Width != Size || ink.Height != Size)
            return false;

        var box = InkImage.Box(ink, least: 0);
        int longer = Math.Max(box.Width, box.Height);
        if (longer is < LeastSize or > DigitField.DigitSize)
            return false;

        var (x, y) = DigitField.CentreOfMass(Array.ConvertAll(ink.Pixels.ToArray(), value => (float)value), Size);
        return Math.Abs(x - DigitField.Centre) <= OffCentre && Math.Abs(y - DigitField.Centre) <= OffCentre;
    }
}
