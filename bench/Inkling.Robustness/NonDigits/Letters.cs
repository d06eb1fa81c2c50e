using Inkling.Digits.Imaging;
using Inkling.Robustness.Rasters;
using SkiaSharp;

namespace Inkling.Robustness.NonDigits;

/// <summary>Letters in the fonts of this machine, but for those that people write like a digit: B D G I O Q S Z and b g i l o q s z.</summary>
internal static class Letters
{
    private const string Alphabet = "ACEFHJKLMNPRTUVWXYacdefhjkmnprtuvwxy";
    private const string Sample = "Aa";

    private static readonly string[] _fonts = [.. FontFiles().Order(StringComparer.Ordinal).Where(HasLetters)];

    /// <summary>Why there are none.</summary>
    public static string? Unavailable => _fonts.Length > 0 ? null : "there are no fonts in /usr/share/fonts";

    public static GrayImage Draw(Random random) => Draw(random, letters: 1);

    public static GrayImage DrawWord(Random random) => Draw(random, random.Next(3, 8));

    private static GrayImage Draw(Random random, int letters)
    {
        string text = new([.. Enumerable.Range(0, letters).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
        using var typeface = SKTypeface.FromFile(random.Pick(_fonts));
        using var font = new SKFont(typeface, random.Between(60, 200));
        using var paint = new SKPaint { Color = new SKColor(20, 20, 20), IsAntialias = true };
        float width = font.MeasureText(text, out var bounds);
        int margin = (int)(font.Size * random.Between(0.2f, 0.8f));
        return Pictures.Draw((int)width + (2 * margin), (int)bounds.Height + (2 * margin), canvas => canvas.DrawText(text, margin - bounds.Left, margin - bounds.Top, SKTextAlign.Left, font, paint));
    }

    private static IEnumerable<string> FontFiles() => Directory.Exists("/usr/share/fonts")
        ? Directory.EnumerateFiles("/usr/share/fonts", "*.ttf", SearchOption.AllDirectories)
        : [];

    private static bool HasLetters(string file)
    {
        using var typeface = SKTypeface.FromFile(file);
        using var font = typeface is null ? null : new SKFont(typeface);
        return font?.ContainsGlyphs(Sample) == true;
    }
}
