using System.Globalization;
using System.Text;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Scoring;

/// <summary>What a least confidence brings to a user who says nothing else.</summary>
internal static class CoverageTable
{
    private static readonly double[] _confidences = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

    /// <summary>Appends the table, where there is something to tell.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<Measurement> all)
    {
        (string Title, Answer[] Answers)[] groups =
        [
            ("MNIST", Default(all.Where(row => row.Set.Name == "mnist"))),
            ("disturbed", Default(all.Where(row => row.Set.Kind == SetKind.Field && row.Set.Name != "mnist"))),
            ("other images", Default(all.Where(row => row.Set.Kind == SetKind.OneDigit))),
        ];
        var none = Default(all.Where(row => row.Set.Kind == SetKind.NoDigit));
        groups = [.. groups.Where(group => group.Answers.Length > 0)];
        if (groups.Length == 0 && none.Length == 0)
            return;

        text.Append("## Coverage and risk: `deep`, auto, with `--min-confidence`\n\n| least confidence | ");
        text.Append(CultureInfo.InvariantCulture, $"{string.Concat(groups.Select(group => $"{group.Title}: answered | wrong of these | "))}non-digits: answered |\n");
        text.Append(CultureInfo.InvariantCulture, $"|--:|{string.Concat(groups.Select(_ => "--:|--:|"))}--:|\n");
        foreach (double least in _confidences)
        {
            var cells = groups.Select(group =>
            {
                var answered = Tally.Of(Answered(group.Answers, least));
                return $"{Tables.Percent(answered.Images, group.Answers.Length)} | {Tables.Percent(answered.VouchedWrong, answered.Images)} | ";
            });
            text.Append(CultureInfo.InvariantCulture, $"| {least} | {string.Concat(cells)}{Tables.Percent(Answered(none, least).Length, none.Length)} |\n");
        }
    }

    private static Answer[] Default(IEnumerable<Measurement> rows) => [.. rows.SelectMany(row => row.Answers[row.Answers.Keys.Last()])];

    private static Answer[] Answered(Answer[] answers, double least) => [.. answers.Where(answer => !answer.IsRejected && answer.Confidence >= least)];
}
