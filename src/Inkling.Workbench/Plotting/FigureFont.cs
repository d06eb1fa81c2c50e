using ScottPlot;
using ScottPlot.FontResolvers;
using SkiaSharp;

namespace Inkling.Workbench.Plotting;

/// <summary>
/// The font of the figures. The drawing library is built without fontconfig on Linux and so knows no font there; one is then looked for in
/// the folders where Linux keeps them. A machine may have none at all.
/// </summary>
internal static class FigureFont
{
    private const string Name = "Inkling figure";

    private static readonly string[] Preferred =
        ["DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "OpenSans-Regular.ttf", "Ubuntu-R.ttf", "FreeSans.ttf"];

    private static readonly Lazy<string?> File = new(FindFile);
    private static readonly Lazy<bool> IsFound = new(Register);
    private static readonly Lazy<SKTypeface> Found = new(() => File.Value is { } path ? SKTypeface.FromFile(path) : SKTypeface.Default);

    /// <summary>Whether words can be drawn.</summary>
    public static bool Exists => IsFound.Value || SKTypeface.Default.GlyphCount > 0;

    /// <summary>The font; one without letters where there is none.</summary>
    public static SKTypeface Typeface => Found.Value;

    /// <summary>Sets the font of everything that the plot has so far.</summary>
    public static void Use(Plot plot)
    {
        if (!IsFound.Value)
            return;
        plot.Font.Set(Name);
        plot.Legend.FontName = Name;
    }

    private static bool Register()
    {
        if (File.Value is not { } path)
            return false;
        Fonts.FontResolvers.Insert(0, new FileFontResolver(Name, path, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal));
        return true;
    }

    private static string? FindFile() => SKTypeface.Default.GlyphCount > 0 ? null : Find(Folders());

    /// <summary>The file of a sans-serif font if there is a well-known one, else of any font with Latin letters, else null.</summary>
    internal static string? Find(IEnumerable<string> folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        string[] files = [.. folders
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", options))
            .Order(StringComparer.Ordinal)];
        return Preferred.Select(name => files.FirstOrDefault(file => Path.GetFileName(file) == name)).OfType<string>().FirstOrDefault()
            ?? files.FirstOrDefault(HasLatinLetters);
    }

    private static IEnumerable<string> Folders()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts")];
    }

    private static bool HasLatinLetters(string file)
    {
        using var typeface = SKTypeface.FromFile(file);
        if (typeface is null)
            return false;
        using var font = new SKFont(typeface);
        return font.ContainsGlyphs("Az09");
    }
}
