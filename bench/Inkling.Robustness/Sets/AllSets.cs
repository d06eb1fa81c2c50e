using Inkling.Robustness.Disturbances;
using Inkling.Robustness.NonDigits;
using Inkling.Robustness.OtherWriters;
using Inkling.Robustness.Photos;
using Inkling.Robustness.Strings;
using Inkling.Robustness.TightCrops;

namespace Inkling.Robustness.Sets;

/// <summary>The sets of the tables.</summary>
internal static class AllSets
{
    /// <summary>Images of each kind of disturbance: fifteen times so many say enough, in minutes instead of an hour.</summary>
    private const int DisturbedImages = 2_000;

    /// <summary>
    /// The sets to choose something by: made by the same rules, of other digits and by other chances, so that those of <see cref="Of"/> stay unseen.
    /// Nothing of other writers is among them.
    /// </summary>
    public static IReadOnlyList<ITestSet> ToChooseBy(Digits digits) =>
    [
        .. Of(digits.WithoutTest()).Where(set => set is not (OtherWritersSet or TightCropSet)).Select(set => set is FieldSet ? set : new LaterImages(set)),
        .. TightCrops(CropSource.OfMnist(digits.HeldOut)).Select(set => new LaterImages(set)),
    ];

    /// <summary>Everything that is measured, in the order of the tables.</summary>
    public static IReadOnlyList<ITestSet> Of(Digits digits)
    {
        OtherWritersSet scans = new("hwd-1000", "other writers: scans, 1,000"), phonePhotos = new("phone-photos", "other writers: phone photos and drawings");
        return
        [
            new FieldSet(digits, "mnist", "as it is", (field, _) => field),
            .. Disturbance.All.Select(disturbance => new FieldSet(digits, disturbance.Name, disturbance.Title, disturbance.Apply, DisturbedImages)),
            scans,
            new OtherWritersSet("pen-strokes-1000", "other writers: pen strokes, 1,000"),
            phonePhotos,
            new OtherWritersSet("exam-boxes", "other writers: boxes of exam sheets, faint pencil"),
            new OtherWritersSet("tight-28", "another writer: thick, touching the frame"),
            new PhotoSet(digits),
            .. TightCrops(CropSource.OfScans(scans), CropSource.OfPhotos(phonePhotos), CropSource.OfMnist(digits.HeldOut)),
            new StringSet(digits, "wide", "wide: gaps of 0.3 to 0.7 of the height", StringSpacing.Wide),
            new StringSet(digits, "normal", "normal: gaps of 0.05 to 0.25", StringSpacing.Normal),
            new StringSet(digits, "crowded", "crowded: boxes overlap by up to 0.15", StringSpacing.Crowded),
            new StringSet(digits, "touching", "touching: each moved up until it meets the one before", StringSpacing.Touching),
            new OtherWritersSet("mark-sheets", "cells of mark sheets, their frame in the picture", SetKind.Form),
            new OtherWritersSet("table-cells", "cells of weather tables, with rules and neighbours", SetKind.Form),
            new OtherWritersSet("table-cells-inner", "the same cells cut inside their rules", SetKind.Form),
            new OtherWritersSet("form-years", "years on forms, very low resolution", SetKind.Form),
            new NoDigitSet("letters", "letters of printed fonts", 300, Letters.Draw) { Unavailable = Letters.Unavailable },
            new NoDigitSet("words", "words of printed fonts", 100, Letters.DrawWord) { Unavailable = Letters.Unavailable },
            new NoDigitSet("scribbles", "scribbles", 300, Scribbles.Draw),
            new NoDigitSet("blanks", "empty paper: plain, ruled, squared, shadows", 200, Blanks.Draw),
            new NoDigitSet("things", "photos of other things: surfaces, shapes", 300, Things.Draw),
        ];
    }

    private static IEnumerable<TightCropSet> TightCrops(params CropSource[] sources) => TightCropSet.Sizes.Select(size => new TightCropSet(sources, size));
}
