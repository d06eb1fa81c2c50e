using System.Globalization;
using System.Text;
using Inkling.Robustness.Sets;
using Inkling.Robustness.TightCrops;

namespace Inkling.Robustness.Scoring;

/// <summary>Measurements as tables in Markdown.</summary>
internal static class Tables
{
    public static string Of(IReadOnlyList<Measurement> measurements)
    {
        var text = new StringBuilder();
        Section(text, "MNIST's test images, disturbed", measurements, SetKind.Field, "mean of the fifteen", set => set.Name != "mnist");
        Section(text, "Other images of one digit", measurements, SetKind.OneDigit);
        Section(text, "Cut out tightly", measurements, SetKind.TightCrop, "mean of 12 pixels and more", set => set.Name != TightCropSet.NameOf(8));
        Section(text, "Strings of three to eight test digits: the whole string right", measurements, SetKind.String);
        Section(text, "Numbers on forms and in tables: the whole number right", measurements, SetKind.Form);
        Section(text, "Rejected, of images without a digit", measurements, SetKind.NoDigit, "all of them", _ => true);
        CoverageTable.Append(text, measurements);
        return text.ToString();
    }

    /// <summary>A part as a percentage.</summary>
    public static string Percent(int part, int all) => all == 0 ? "" : (100.0 * part / all).ToString("F2", CultureInfo.InvariantCulture) + " %";

    // Of images without a digit, right is what is rejected: the other columns would say the same again.
    private static void Section(
        StringBuilder text, string title, IReadOnlyList<Measurement> all, SetKind kind, string? meanTitle = null, Predicate<ITestSet>? inMean = null)
    {
        Measurement[] rows = [.. all.Where(row => row.Set.Kind == kind)];
        if (rows.Length == 0)
            return;

        Contender[] contenders = [.. rows[0].Answers.Keys];
        string[] heads = ["images", .. contenders.Select(contender => contender.Title)];
        if (kind != SetKind.NoDigit)
            heads = [.. heads, "rejected", $"vouched for by {Fitting(contenders, kind).Title}", "wrong of these"];
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| | {string.Join(" | ", heads)} |\n|---|{string.Concat(heads.Select(_ => "--:|"))}\n");
        foreach (var row in rows)
            Row(text, row.Set.Title, [row], contenders, kind);
        if (meanTitle is not null)
            Row(text, $"**{meanTitle}**", [.. rows.Where(row => inMean!(row.Set))], contenders, kind);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, string title, Measurement[] rows, Contender[] contenders, SetKind kind)
    {
        if (rows.Length == 0)
            return;
        var tallies = contenders.ToDictionary(contender => contender, contender => Tally.Of([.. rows.SelectMany(row => row.Answers[contender])]));
        var (last, fitting) = (tallies[contenders[^1]], tallies[Fitting(contenders, kind)]);
        string[] cells = [$"{last.Images:N0}", .. contenders.Select(contender => Percent(tallies[contender].Right, last.Images))];
        if (kind != SetKind.NoDigit)
            cells = [.. cells, Percent(last.Rejected, last.Images), Percent(fitting.Vouched, fitting.Images), Percent(fitting.VouchedWrong, fitting.Vouched)];
        text.Append(CultureInfo.InvariantCulture, $"| {title} | {string.Join(" | ", cells)} |\n");
    }

    private static Contender Fitting(Contender[] contenders, SetKind kind) => contenders.Single(contender => contender.Fits.Contains(kind));
}
