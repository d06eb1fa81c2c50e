using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.TightCrops;

/// <summary>
/// Digits as programs cut them out: the box of the ink and next to nothing around it, reduced to few pixels, gray or of two levels, dark on light or
/// light on dark.
/// </summary>
/// <param name="sources">Where the digits come from, by turns.</param>
/// <param name="size">The longer side of the ink, in pixels. Digits that are smaller, as some of 28×28 are for 32 pixels, are enlarged.</param>
internal sealed class TightCropSet(IReadOnlyList<CropSource> sources, int size) : ITestSet
{
    private const int Margins = 3;

    public static IReadOnlyList<int> Sizes { get; } = [8, 12, 16, 20, 32];

    public string Name => NameOf(size);

    public string Title => $"cut out tightly, {size} pixels";

    public SetKind Kind => SetKind.TightCrop;

    public string? Unavailable => sources.Select(source => source.Unavailable).FirstOrDefault(reason => reason is not null);

    public int Count => 600;

    public static string NameOf(int size) => $"cut-{size}";

    public TestImage Make(int index)
    {
        // By turns, so that every form is as frequent as every other.
        bool isGray = index % 2 == 0, isDarkOnLight = index / 2 % 2 == 0;
        int margin = index / 4 % Margins;
        var source = sources[index / (4 * Margins) % sources.Count];

        var (ink, label) = source.Draw(Chance.Of(Name, index));
        var small = Reduced(ink);
        var written = isGray ? small : TwoLevels(small);
        var sheet = Plane.Of(written.Width + (2 * margin), written.Height + (2 * margin), (x, y) => written.OrZero(x - margin, y - margin));
        return new((isDarkOnLight ? sheet.Map(v => 1 - v) : sheet).ToImage(), label, isDarkOnLight);
    }

    private Plane Reduced(Plane ink)
    {
        float scale = (float)size / Math.Max(ink.Width, ink.Height);
        return AreaAverage.Resize(ink, Side(ink.Width), Side(ink.Height));

        int Side(int side) => Math.Max(1, (int)MathF.Round(side * scale));
    }

    // Half of the fullest ink there is: where a stroke is narrower than half a pixel, none is full, and nothing would be left.
    private static Plane TwoLevels(Plane ink)
    {
        float half = ink.Values.Max() / 2;
        return ink.Map(v => v >= half ? 1 : 0);
    }
}
