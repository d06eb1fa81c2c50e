using System.Globalization;
using System.Text.Json;

namespace Inkling.Training;

/// <summary>How right the predictions of some samples were.</summary>
/// <param name="Wrong">Samples whose largest prediction is not the true class; of sequences and of several labels, samples with an error in them; of quantities, none.</param>
/// <param name="Samples">All samples.</param>
public readonly record struct Metrics(long Wrong, long Samples)
{
    /// <summary>What is predicted. Only of classes are there a top k, a sole answer and confusions.</summary>
    public AnswerKind Kind { get; init; }

    /// <summary>Wrong / samples, 0..1; NaN for no samples, and of quantities. Of sequences and of several labels, the part of the samples that has an error.</summary>
    public double ClassificationError => Kind == AnswerKind.Numbers ? double.NaN : (double)Wrong / Samples;

    /// <summary>1 − <see cref="ClassificationError"/>.</summary>
    public double Accuracy => 1.0 - ClassificationError;

    /// <summary>k of the error among the top k, as <see cref="MetricSettings.TopK"/> asked for; 0 where it did not.</summary>
    public int TopK { get; init; }

    /// <summary>Samples whose true class is none of the k largest predictions.</summary>
    public long WrongOfTopK { get; init; }

    /// <summary><see cref="WrongOfTopK"/> / samples, 0..1.</summary>
    public double TopKError => (double)WrongOfTopK / Samples;

    /// <summary>
    /// The class, 0-based, that every sample was taken for; null where they were taken for several. With samples of several classes it says that
    /// the network has collapsed: it answers the same whatever it reads.
    /// </summary>
    public int? SoleAnswer { get; init; }

    /// <summary>What each class was taken for, if <see cref="MetricSettings.CountsConfusions"/> asked for it.</summary>
    public ConfusionCounts? Confusion { get; init; }

    /// <summary>
    /// Of sequences, the fewest labels to insert, delete or exchange to make all readings right (Levenshtein's distance), added up; of several labels, those that are predicted
    /// on the wrong side of ½.
    /// </summary>
    public long LabelErrors { get; init; }

    /// <summary>The true labels of all samples, or their true numbers.</summary>
    public long Labels { get; init; }

    /// <summary><see cref="LabelErrors"/> / <see cref="Labels"/>: 0 or more, and more than 1 where more is read than there is; NaN for no labels and no errors.</summary>
    public double LabelErrorRate => (double)LabelErrors / Labels;

    /// <summary>Of quantities, how far off the predictions are: Σ |y − t|.</summary>
    public double AbsoluteError { get; init; }

    /// <summary><see cref="AbsoluteError"/> / <see cref="Labels"/>.</summary>
    public double MeanAbsoluteError => AbsoluteError / Labels;

    /// <summary>The metrics of both sets of samples together.</summary>
    public static Metrics operator +(Metrics a, Metrics b) => new(a.Wrong + b.Wrong, a.Samples + b.Samples)
    {
        TopK = Math.Max(a.TopK, b.TopK),
        WrongOfTopK = a.WrongOfTopK + b.WrongOfTopK,
        SoleAnswer = a.Samples == 0 ? b.SoleAnswer : b.Samples == 0 || a.SoleAnswer == b.SoleAnswer ? a.SoleAnswer : null,
        Confusion = ConfusionCounts.Add(a.Confusion, b.Confusion),
        Kind = a.Samples == 0 ? b.Kind : a.Kind,
        AbsoluteError = a.AbsoluteError + b.AbsoluteError,
        LabelErrors = a.LabelErrors + b.LabelErrors,
        Labels = a.Labels + b.Labels,
    };

    /// <summary>The metrics of both sets of samples together.</summary>
    public static Metrics Add(Metrics a, Metrics b) => a + b;

    /// <summary>
    /// <c>{classification_error: 0.2109375}</c>, with <c>, top_3_error: 0.03125</c> where it was asked for; of sequences
    /// <c>{string_error: 0.2109375, label_error: 0.03125}</c>, of several labels <c>{sample_error: 0.2109375, label_error: 0.03125}</c>, of quantities
    /// <c>{mean_absolute_error: 0.03125}</c>.
    /// </summary>
    public override string ToString()
    {
        string topK = TopK > 1 ? string.Create(CultureInfo.InvariantCulture, $", top_{TopK}_error: {TopKError}") : "";
        return Kind switch
        {
            AnswerKind.Sequence => string.Create(CultureInfo.InvariantCulture, $"{{string_error: {ClassificationError}, label_error: {LabelErrorRate}}}"),
            AnswerKind.Labels => string.Create(CultureInfo.InvariantCulture, $"{{sample_error: {ClassificationError}, label_error: {LabelErrorRate}}}"),
            AnswerKind.Numbers => string.Create(CultureInfo.InvariantCulture, $"{{mean_absolute_error: {MeanAbsoluteError}}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{classification_error: {ClassificationError}{topK}}}"),
        };
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("wrong", Wrong);
        json.WriteNumber("samples", Samples);
        json.WriteNumber("topK", TopK);
        json.WriteNumber("wrongOfTopK", WrongOfTopK);
        if (SoleAnswer is { } answer)
            json.WriteNumber("soleAnswer", answer);
        if (Kind != AnswerKind.Class)
        {
            json.WriteString("kind", $"{Kind}");
            json.WriteNumber("labelErrors", LabelErrors);
            json.WriteNumber("labels", Labels);
            json.WriteNumber("absoluteError", AbsoluteError);
        }

        if (Confusion is not { } confusion)
            return;

        json.WriteStartArray("confusion");
        foreach (long count in confusion.Counts)
            json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    internal static Metrics Read(JsonElement json) => new(json.GetProperty("wrong").GetInt64(), json.GetProperty("samples").GetInt64())
    {
        TopK = json.TryGetProperty("topK", out var k) ? k.GetInt32() : 0,
        WrongOfTopK = json.TryGetProperty("wrongOfTopK", out var wrong) ? wrong.GetInt64() : 0,
        SoleAnswer = json.TryGetProperty("soleAnswer", out var answer) ? answer.GetInt32() : null,
        Confusion = json.TryGetProperty("confusion", out var counts) ? ReadConfusion([.. counts.EnumerateArray().Select(count => count.GetInt64())]) : null,
        Kind = json.TryGetProperty("kind", out var kind) ? Enum.Parse<AnswerKind>(kind.GetString()!)
            : json.TryGetProperty("labels", out _) ? AnswerKind.Sequence // as checkpoints said before there were other kinds
            : AnswerKind.Class,
        Labels = json.TryGetProperty("labels", out var labels) ? labels.GetInt64() : 0,
        LabelErrors = json.TryGetProperty("labelErrors", out var errors) ? errors.GetInt64() : 0,
        AbsoluteError = json.TryGetProperty("absoluteError", out var distance) ? distance.GetDouble() : 0.0,
    };

    private static ConfusionCounts ReadConfusion(long[] counts) => new((int)Math.Sqrt(counts.Length), counts);
}
