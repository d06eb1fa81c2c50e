namespace Inkling.Training;

/// <summary>What a trainer counts of every minibatch, pass and test beside wrong predictions.</summary>
/// <param name="TopK">k, 1 or more: a prediction is wrong among the top k if k or more classes are predicted more strongly than the true one; 1 counts nothing more.</param>
/// <param name="CountsConfusions">Whether to count what each class is taken for; an iteration then allocates its counts.</param>
public sealed record MetricSettings(int TopK = 1, bool CountsConfusions = false)
{
    internal void Check(AnswerKind kind, int classes)
    {
        if (kind != AnswerKind.Class && (TopK != 1 || CountsConfusions))
            throw new ArgumentException($"metrics: top k and confusions are of samples of one class each, and this network {Does(kind)}");
        if (TopK < 1 || TopK > classes)
            throw new ArgumentException($"metrics: top k expected 1..{classes} for {classes} classes, got {TopK}");
    }

    private static string Does(AnswerKind kind) => kind switch
    {
        AnswerKind.Sequence => "reads sequences of labels",
        AnswerKind.Labels => "answers with several labels",
        _ => "answers with quantities",
    };
}
