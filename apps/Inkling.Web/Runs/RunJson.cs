using Inkling.Workbench;


namespace Inkling.Web.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Id">The name of its folder.</param>
/// <param name="Network">What is trained.</param>
/// <param name="Dataset">On what.</param>
/// <param name="State"><c>running</c>, <c>completed</c>, <c>cancelled</c>, <c>diverged</c>, <c>collapsed</c>, or <c>interrupted</c>: it ended without a word.</param>
/// <param name="Passes">How many passes were asked for.</param>
/// <param name="CompletedPasses">How many are done.</param>
/// <param name="BestPass">The one with the lowest test cost, or null before the first.</param>
/// <param name="TestCost">Its test cost.</param>
/// <param name="Accuracy">The part of the test samples it recognises, 0..1.</param>
internal sealed record RunJson(
    string Id, string Network, string Dataset, string State, int Passes, int CompletedPasses, int? BestPass, double? TestCost, double? Accuracy)
{
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Interrupted = "interrupted";
}

/// <summary>A run with all that is known of it.</summary>
/// <param name="Id">The name of its folder.</param>
/// <param name="Network">What is trained.</param>
/// <param name="Dataset">On what.</param>
/// <param name="State"><c>running</c>, <c>completed</c>, <c>cancelled</c>, <c>diverged</c>, <c>collapsed</c>, or <c>interrupted</c>: it ended without a word.</param>
/// <param name="Passes">How many passes were asked for.</param>
/// <param name="CompletedPasses">How many are done.</param>
/// <param name="BestPass">The one with the lowest test cost, or null before the first.</param>
/// <param name="TestCost">Its test cost.</param>
/// <param name="Accuracy">The part of the test samples it recognises, 0..1.</param>
/// <param name="Settings">What it was asked to do; of where the data lies nothing is said.</param>
/// <param name="History">The curve of the training.</param>
/// <param name="Results">What every pass achieved.</param>
internal sealed record RunDetailsJson(
    string Id, string Network, string Dataset, string State, int Passes, int CompletedPasses, int? BestPass, double? TestCost, double? Accuracy,
    RunSettings Settings, IReadOnlyList<HistoryPoint> History, IReadOnlyList<PassResult> Results);
