namespace Inkling.Bench.Baselines;

/// <summary>One way to tell digits apart, with the digits that it learns from and those that it is asked about, in the form in which it reads them.</summary>
internal interface IClassifier
{
    /// <summary>Learns; called once and before the other. False where it came taught.</summary>
    bool Train();

    /// <summary>Names all the digits that it is asked about, with one thread where that is ours to say.</summary>
    /// <returns>One label for each.</returns>
    IReadOnlyList<int> Classify();
}
