using System.Xml.Linq;
using Inkling.Data;
using static Inkling.Workbench.Reports.Markup;

namespace Inkling.Workbench.Reports;

/// <summary>Images that are worth a look: the mistakes made with most confidence, and the answers given with least.</summary>
/// <param name="dataset">What the images are of.</param>
/// <param name="evaluation">What a model took them for.</param>
internal sealed class SampleGallery(Dataset dataset, Evaluation evaluation)
{
    private const int MostImages = 40;

    private readonly string[] _names = ClassTables.Names(evaluation);

    /// <summary>Wrong answers, the surest first.</summary>
    public XElement WorstMistakes() => Draw(evaluation.Judged.Where(sample => !sample.IsRight).OrderByDescending(sample => sample.Probability));

    /// <summary>Answers of the lowest probability, right or wrong.</summary>
    public XElement LeastCertain() => Draw(evaluation.Judged.OrderBy(sample => sample.Probability));

    private XElement Draw(IEnumerable<JudgedSample> samples) => Element("div.gallery", samples.Take(MostImages).Select(Draw));

    private XElement Draw(JudgedSample judged)
    {
        string label = _names[judged.Sample.Label], answer = _names[judged.Answer];
        string source = SamplePng.DataUri(judged.Sample.Pixels.Span, dataset.Channels, dataset.Height, dataset.Width);
        return Element(
            "figure", With("title", $"sample {judged.Index}"),
            Element(dataset.Channels == 3 ? "img" : "img.ink", With("alt", $"sample {judged.Index}, a {label}"), With("src", source)),
            Element(
                "figcaption", Element(judged.IsRight ? "span.hit" : "span.miss", judged.IsRight ? label : $"{label} → {answer}"), " ",
                Element("small", Percent(judged.Probability, 1))));
    }
}
