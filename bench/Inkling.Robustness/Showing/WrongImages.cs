using Inkling.Robustness.Rasters;
using Inkling.Robustness.Scoring;
using SkiaSharp;

namespace Inkling.Robustness.Showing;

/// <summary>The images that were read wrongly, as files to look at.</summary>
internal static class WrongImages
{
    /// <summary>A name of a file ends somewhere; what is read in ruled paper does not.</summary>
    private const int MostCharacters = 40;

    /// <summary>Saves those that the last contender read wrongly, as <c>SET-INDEX-EXPECTED-GOT.png</c>.</summary>
    public static void Save(Measurement measurement, string folder)
    {
        var (set, answers) = (measurement.Set, measurement.Answers.Values.Last());
        for (int i = 0; i < answers.Length; i++)
        {
            if (answers[i].IsRight)
                continue;
            var image = set.Make(i);
            using var bitmap = Pictures.ToBitmap(image.Image);
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(Path.Combine(folder, $"{set.Name}-{i:D5}-{Named(image.Text)}-{Named(answers[i].Text)}.png"), png.ToArray());
        }
    }

    private static string Named(string text) => text.Length == 0 ? "nothing" : text[..Math.Min(text.Length, MostCharacters)].Replace('\n', '_');
}
