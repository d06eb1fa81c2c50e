using Inkling.Data;
using Inkling.Robustness.OtherWriters;
using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.TightCrops;

/// <summary>Digits that can be cut out.</summary>
/// <param name="Unavailable">Why they cannot be had on this machine, or null.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Cut">Cuts one out by its index; null where it has no clear box.</param>
internal sealed record CropSource(string? Unavailable, int Count, Func<int, CutDigit?> Cut)
{
    /// <summary>What is paler than this, at the edge of a stroke, does not widen the box.</summary>
    private const float LeastInk = 0.2f;

    /// <summary>How many are drawn until one has a clear box.</summary>
    private const int MostDraws = 1000;

    /// <summary>Samples of MNIST.</summary>
    public static CropSource OfMnist(Sample[] samples) =>
        new(null, samples.Length, index => Whole(Plane.Of(samples[index].Pixels.Span, 28), $"{samples[index].Label}"));

    /// <summary>Files that hold nothing but black ink on white.</summary>
    public static CropSource OfScans(OtherWritersSet set) => new(set.Unavailable, set.Count, index =>
    {
        var scan = set.Make(index);
        return Whole(Plane.Of(scan.Image.Pixels.Span, scan.Image.Width).Map(light => 1 - light), scan.Text);
    });

    /// <summary>Photos; those in which a digit stands alone on even paper can be cut.</summary>
    public static CropSource OfPhotos(OtherWritersSet set) => new(set.Unavailable, set.Count, index =>
    {
        var photo = set.Make(index);
        return PhotoInk.Cut(photo.Image) is { } ink ? new(ink, photo.Text) : null;
    });

    /// <summary>Any one that has a clear box.</summary>
    /// <exception cref="InvalidDataException">None was found.</exception>
    public CutDigit Draw(Random random) =>
        Enumerable.Range(0, MostDraws).Select(_ => Cut(random.Next(Count))).FirstOrDefault(cut => cut is not null)
        ?? throw new InvalidDataException($"tight crops: expected a digit with a clear box, found none in {MostDraws:N0} draws of {Count:N0} images");

    private static CutDigit? Whole(Plane ink, string label) => ink.BoxOf(LeastInk) is { IsEmpty: false } box ? new(ink.Cut(box), label) : null;
}
