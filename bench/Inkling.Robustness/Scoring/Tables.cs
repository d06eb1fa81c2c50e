using System.Globalization;
using System.Text;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Scoring;

/// <summary>Measurements as tables in Markdown.</summary>
internal static class Tables
{
    private static readonly double[] _confidences = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

    public static string Of(IReadOnlyList<Measurement> measurements)
    {
        var text = new StringBuilder();
        Section(text, "MNIST's test images, disturbed", measurements, SetKind.Field, Right, withRejected: true);
        Section(text, "Other images of one digit", measurements, SetKind.OneDigit, Right, withRejected: true);
        Section(text, "Strings of three to eight test digits: the whole string right", measurements, SetKind.String, Right, withRejected: false);
        Section(text, "Rejected, of images without a digit", measurements, SetKind.NoDigit, Rejected, withRejected: false);
        Coverage(text, measurements);
        return text.ToString();
    }

    private static void Section(
        StringBuilder text, string title, IReadOnlyList<Measurement> all, SetKind kind, Func<IReadOnlyCollection<Answer>, double> figure, bool withRejected)
    {
        Measurement[] rows = [.. all.Where(row => row.Set.Kind == kind)];
        if (rows.Length == 0)
            return;

        Contender[] contenders = [.. rows[0].Answers.Keys];
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| | images | {string.Join(" | ", contenders.Select(contender => contender.Title))} |{(withRejected ? " rejected |" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|--:|{string.Concat(contenders.Select(_ => "--:|"))}{(withRejected ? "--:|" : "")}\n");
        foreach (var row in rows)
            Row(text, row.Set.Title, [.. contenders.Select(contender => (IReadOnlyCollection<Answer>)row.Answers[contender])], figure, withRejected);

        if (kind is SetKind.Field)
            Row(text, "**mean of the fifteen**", Together(rows[1..], contenders), figure, withRejected);
        if (kind is SetKind.NoDigit)
            Row(text, "**all of them**", Together(rows, contenders), figure, withRejected);
        text.Append('\n');
    }

    private static IReadOnlyCollection<Answer>[] Together(Measurement[] rows, Contender[] contenders) =>
        [.. contenders.Select(contender => (IReadOnlyCollection<Answer>)[.. rows.SelectMany(row => row.Answers[contender])])];

    private static void Row(
        StringBuilder text, string title, IReadOnlyCollection<Answer>[] columns, Func<IReadOnlyCollection<Answer>, double> figure, bool withRejected)
    {
        if (columns[0].Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"| {title} | {columns[0].Count:N0} | {string.Join(" | ", columns.Select(answers => Percent(figure(answers))))} |");
        text.Append(withRejected ? $" {Percent(Rejected(columns[^1]))} |\n" : "\n");
    }

    // What a least confidence brings to a user who says nothing else.
    private static void Coverage(StringBuilder text, IReadOnlyList<Measurement> all)
    {
        (string Title, Answer[] Answers)[] groups =
        [
            ("MNIST", Default(all.Where(row => row.Set.Name == "mnist"))),
            ("disturbed", Default(all.Where(row => row.Set.Kind == SetKind.Field && row.Set.Name != "mnist"))),
            ("other images", Default(all.Where(row => row.Set.Kind == SetKind.OneDigit))),
        ];
        var none = Default(all.Where(row => row.Set.Kind == SetKind.NoDigit));
        groups = [.. groups.Where(group => group.Answers.Length > 0)];

        text.Append(CultureInfo.InvariantCulture, $"## Coverage and risk: `deep`, auto, with `--min-confidence`\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| least confidence | {string.Join(" | ", groups.Select(group => $"{group.Title}: answered | wrong of these"))} | non-digits: answered |\n");
        text.Append(CultureInfo.InvariantCulture, $"|--:|{string.Concat(groups.Select(_ => "--:|--:|"))}--:|\n");
        foreach (double least in _confidences)
        {
            var cells = groups.Select(group =>
            {
                Answer[] answered = [.. group.Answers.Where(answer => IsAnswered(answer, least))];
                return $"{Percent((double)answered.Length / group.Answers.Length)} | {(answered.Length == 0 ? "" : Percent(1 - Right(answered)))}";
            });
            string answeredNone = none.Length == 0 ? "" : Percent((double)none.Count(answer => IsAnswered(answer, least)) / none.Length);
            text.Append(CultureInfo.InvariantCulture, $"| {least} | {string.Join(" | ", cells)} | {answeredNone} |\n");
        }
    }

    private static Answer[] Default(IEnumerable<Measurement> rows) => [.. rows.SelectMany(row => row.Answers[row.Answers.Keys.Last()])];

    private static bool IsAnswered(Answer answer, double least) => !answer.IsRejected && answer.Confidence >= least;

    private static double Right(IReadOnlyCollection<Answer> answers) => answers.Average(answer => answer.IsRight ? 1.0 : 0.0);

    private static double Rejected(IReadOnlyCollection<Answer> answers) => answers.Average(answer => answer.IsRejected ? 1.0 : 0.0);

    private static string Percent(double part) => (100 * part).ToString("F2", CultureInfo.InvariantCulture) + " %";
}
