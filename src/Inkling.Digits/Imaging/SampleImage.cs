namespace Inkling.Digits.Imaging;

/// <summary>Image files as samples to train on: the pixels as they are, only resized. Without state: any thread may call it.</summary>
public static class SampleImage
{
    /// <summary>
    /// Reads a file as <see cref="ImageFile.Load(string)"/> does and resizes it to the given sides (the aspect is not kept), averaging
    /// areas. Neither polarity nor position is changed: white ink on black stays so.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <returns>Channels · height · width bytes, channel by channel and row by row; the array is the caller's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1, or the channels are neither 1 nor 3.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, too large, damaged or cut short.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static byte[] Load(string path, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Channels of an image: expected 1 (gray) or 3 (colour).");

        using var decoded = ImageFile.Decode(path);
        GrayImage[] planes = channels == 1 ? [decoded.Gray()] : decoded.Colors();
        return [.. planes.SelectMany(plane => AreaAverage.ResizeToBytes(plane, width, height))];
    }
}
