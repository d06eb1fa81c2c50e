using System.Diagnostics;
using System.Globalization;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Robustness.Photos;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;
using Inkling.Robustness.Strings;

namespace Inkling.Robustness.Timing;

/// <summary>How long reading takes on one thread: to compare two builds on one machine that does nothing else.</summary>
internal static class ReadingTimes
{
    private const int WarmUpRounds = 2, Rounds = 5, StringLength = 6, PhotoCount = 12, PhotoSide = 1000;

    /// <summary>Measures with the model <c>deep</c>, on the calling thread.</summary>
    /// <returns>A table in Markdown.</returns>
    public static string Of(Sets.Digits digits, RecognizerSettings settings)
    {
        var recognizer = new Recognizer(DigitModel.Open("deep"), settings);
        var strings = new StringSet(digits, "normal", "", StringSpacing.Normal);
        GrayImage[] six = [.. Enumerable.Range(0, strings.Count).Select(strings.Make).Where(image => image.Text.Length == StringLength).Select(image => image.Image)];
        GrayImage[] photos = [.. Enumerable.Range(0, PhotoCount).Select(index => Photo(digits, index))];
        return string.Create(CultureInfo.InvariantCulture, $"""
            | `deep`, one thread | images | median | mean |
            |---|--:|--:|--:|
            | many: a string of {StringLength} digits | {six.Length} | {Times(six, image => recognizer.Read(image, DigitCount.Many))} |
            | one: a photo of {PhotoSide}×{PhotoSide} | {photos.Length} | {Times(photos, image => recognizer.Read(image, DigitCount.One))} |

            """);
    }

    private static GrayImage Photo(Sets.Digits digits, int index)
    {
        var random = Chance.Of("photo-to-time", index);
        var sample = PhotoSet.Pick(digits, random);
        return PhotoSet.Take(sample, Paper.Draw(random, PhotoSide, PhotoSide, out float digitHeight), digitHeight, random).Image;
    }

    // The two differ: what is read at first glance takes a fifth of the time of what is looked at in more ways.
    private static string Times(GrayImage[] images, Action<GrayImage> read)
    {
        var times = new List<double>();
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            foreach (var image in images)
            {
                long start = Stopwatch.GetTimestamp();
                read(image);
                if (round >= WarmUpRounds)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        double median = (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"{median:F2} ms | {times.Average():F2} ms");
    }
}
