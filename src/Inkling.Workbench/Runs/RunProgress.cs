namespace Inkling.Workbench;

/// <summary>The curve and the passes of a run so far; stored within its checkpoint, so that they and the parameters never disagree.</summary>
/// <param name="Passes">The completed passes.</param>
/// <param name="Points">The training curve, a point every log period.</param>
public sealed record RunProgress(IReadOnlyList<PassResult> Passes, IReadOnlyList<HistoryPoint> Points)
{
    /// <summary>Nothing yet.</summary>
    public static RunProgress Empty { get; } = new([], []);

    /// <summary>The pass with the lowest test cost, the first of equal ones, or null before the first is complete. A cost that is no number is never best.</summary>
    public PassResult? Best => Passes.Where(pass => double.IsFinite(pass.TestCost)).MinBy(pass => pass.TestCost);
}
