namespace Inkling.Digits.Imaging;

/// <summary>Smaller copies of images, for what needs no detail.</summary>
internal static class Reduction
{
    /// <summary>The image with its longer side at most <paramref name="side"/> pixels and its aspect kept; the image itself where it is
    /// no larger.</summary>
    public static GrayImage To(GrayImage image, int side)
    {
        int longer = Math.Max(image.Width, image.Height);
        if (longer <= side)
            return image;

        int width = Scaled(image.Width), height = Scaled(image.Height);
        return new GrayImage(width, height, AreaAverage.ResizeToBytes(image, width, height));

        int Scaled(int extent) => Math.Max(1, (int)Math.Round((double)extent * side / longer));
    }
}
