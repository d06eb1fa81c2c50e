using System.Globalization;
using System.Xml.Linq;
using static Inkling.Workbench.Reports.Markup;

namespace Inkling.Workbench.Reports;

/// <summary>Which classes are taken for which: the confusion matrix, and the figures of every class.</summary>
internal static class ClassTables
{
    /// <summary>A row per true class, a column per answer; the darker the cell, the more there are.</summary>
    public static XElement Confusion(Evaluation evaluation)
    {
        string[] names = Names(evaluation);
        int most = Math.Max(1, evaluation.Confusion.Select((row, c) => row.Where((_, answer) => answer != c).DefaultIfEmpty().Max()).Max());
        return Element(
            "table.confusion",
            Element("thead", Element("tr", Element("th.corner", "true ↓ answer →"), names.Select(name => Element("th", With("scope", "col"), name)))),
            Element("tbody", evaluation.Confusion.Select((row, label) => Element(
                "tr", Element("th", With("scope", "row"), names[label]),
                row.Select((count, answer) => Cell(names, label, answer, count, row.Sum(), most))))));
    }

    /// <summary>Samples, precision and recall of every class.</summary>
    public static XElement PerClass(Evaluation evaluation) => Element(
        "table.figures",
        Element("thead", Element("tr", ((string[])["class", "samples", "precision", "recall"]).Select(title => Element("th", With("scope", "col"), title)))),
        Element("tbody", evaluation.PerClass.Select(figures => Element(
            "tr", Element("th", With("scope", "row"), Text(figures.Label)), Element("td", Count(figures.Samples)),
            Element("td", Percent(figures.Precision)), Element("td", Percent(figures.Recall))))));

    /// <summary>The names of the classes, fit for the page.</summary>
    public static string[] Names(Evaluation evaluation) => [.. evaluation.PerClass.Select(figures => Text(figures.Label))];

    // The right ones outnumber all others by far, so they have a scale of their own.
    private static XElement Cell(string[] names, int label, int answer, int count, int total, int most)
    {
        if (count == 0)
            return Element("td.none", "·");

        bool right = label == answer;
        double shade = right ? 0.15 + (0.4 * count / total) : 0.12 + (0.68 * count / most);
        return Element(
            right ? "td.right" : "td.wrong", With("style", string.Create(CultureInfo.InvariantCulture, $"--shade:{shade:F2}")),
            With("title", $"{names[label]} taken for {names[answer]}: {Count(count)} of {Count(total)}"), count.ToString(CultureInfo.InvariantCulture));
    }
}
