using Inkling.Digits.Imaging;
using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.TightCrops;

/// <summary>
/// The digit of a photo by the simplest means: Otsu's threshold parts ink from paper, and paper is what most of the image is. Shadows, rules and
/// other writing mislead it, so a photo counts only where what it finds is plainly one digit: 340 of the 500 phone photos. The others are left out.
/// Nothing of our own normaliser is in it: it is to be measured here.
/// </summary>
internal static class PhotoInk
{
    /// <summary>The largest piece must be all of the ink but for specks.</summary>
    private const double LeastPart = 0.97;

    private const int LeastSide = 32;

    /// <summary>From the mean of the paper to that of the ink, of 256 levels.</summary>
    private const double LeastContrast = 40;

    /// <summary>The box of the digit, 0 the mean of the paper to 1 the mean of the ink; or null.</summary>
    public static Plane? Cut(GrayImage photo)
    {
        byte[] levels = photo.Pixels.ToArray();
        int threshold = Otsu(levels);
        byte[] dark = [.. levels.Where(level => level <= threshold)], light = [.. levels.Where(level => level > threshold)];
        if (dark.Length == 0 || light.Length == 0)
            return null;

        bool isDarkOnLight = dark.Length < light.Length;
        double darkMean = dark.Average(level => level), lightMean = light.Average(level => level);
        var (inkCount, box) = LargestPiece(Array.ConvertAll(levels, level => level <= threshold == isDarkOnLight), photo.Width);
        bool isClear = inkCount >= LeastPart * Math.Min(dark.Length, light.Length) && lightMean - darkMean >= LeastContrast
            && Math.Max(box.Width, box.Height) >= LeastSide
            && box.X > 0 && box.Y > 0 && box.X + box.Width < photo.Width && box.Y + box.Height < photo.Height;
        if (!isClear)
            return null;

        var (paper, ink) = isDarkOnLight ? (lightMean, darkMean) : (darkMean, lightMean);
        return Plane.Of(box.Width, box.Height, (x, y) => (float)Math.Clamp((photo[box.X + x, box.Y + y] - paper) / (ink - paper), 0, 1));
    }

    /// <summary>The highest level of the darker class, where the variance between the classes is largest.</summary>
    private static int Otsu(byte[] levels)
    {
        var counts = new long[256];
        foreach (byte level in levels)
            counts[level]++;
        double total = levels.Length, sum = levels.Sum(level => (double)level), best = 0, dark = 0, darkSum = 0;
        int threshold = 0;
        for (int level = 0; level < 255; level++)
        {
            dark += counts[level];
            darkSum += (double)level * counts[level];
            if (dark == 0 || dark == total)
                continue;
            double distance = (darkSum / dark) - ((sum - darkSum) / (total - dark)), between = dark * (total - dark) * distance * distance;
            if (between > best)
                (best, threshold) = (between, level);
        }

        return threshold;
    }

    /// <summary>The largest piece of ink that hangs together, corners included: its pixels and its box.</summary>
    private static (int Count, PixelBox Box) LargestPiece(bool[] isInk, int width)
    {
        (int Count, PixelBox Box) largest = default;
        int height = isInk.Length / width;
        for (int i = 0; i < isInk.Length; i++)
        {
            if (!isInk[i])
                continue;
            var piece = Take(isInk, i, width, height);
            if (piece.Count > largest.Count)
                largest = piece;
        }

        return largest;
    }

    // Takes the ink away as it goes, so that no pixel is met twice.
    private static (int Count, PixelBox Box) Take(bool[] isInk, int start, int width, int height)
    {
        int count = 0, left = width, top = height, right = 0, bottom = 0;
        var open = new Stack<int>([start]);
        isInk[start] = false;
        while (open.TryPop(out int at))
        {
            var (y, x) = Math.DivRem(at, width);
            count++;
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            for (int nextY = Math.Max(0, y - 1); nextY <= Math.Min(height - 1, y + 1); nextY++)
            {
                for (int nextX = Math.Max(0, x - 1); nextX <= Math.Min(width - 1, x + 1); nextX++)
                {
                    int next = (nextY * width) + nextX;
                    if (!isInk[next])
                        continue;
                    isInk[next] = false;
                    open.Push(next);
                }
            }
        }

        return (count, new(left, top, right - left + 1, bottom - top + 1));
    }
}
