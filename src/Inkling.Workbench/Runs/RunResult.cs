using System.Text.Json.Serialization;

namespace Inkling.Workbench;

/// <summary>What came of a run, in the form that the tool prints and run.json keeps.</summary>
/// <param name="Model">The network.</param>
/// <param name="Dataset">The data it was trained and tested on.</param>
/// <param name="Parameters">How many parameters it has.</param>
/// <param name="Passes">The completed passes.</param>
/// <param name="BestPass">The one with the lowest test cost, or null if none is complete.</param>
/// <param name="TestCost">Its test cost.</param>
/// <param name="Accuracy">Its accuracy on the test samples, 0..1.</param>
/// <param name="ImagesPerSecond">Training samples per second of training time.</param>
/// <param name="Threads">Workers, of each process.</param>
/// <param name="Seed">The seed.</param>
/// <param name="ModelHash">SHA-256 of the final parameters.</param>
/// <param name="Run">The run folder.</param>
/// <param name="Device">Where it was computed at last; null on the processors.</param>
/// <param name="Processes">How many processes trained together at last; null for one.</param>
public sealed record RunResult(
    string Model,
    string Dataset,
    int Parameters,
    IReadOnlyList<PassResult> Passes,
    int? BestPass,
    double? TestCost,
    double? Accuracy,
    double ImagesPerSecond,
    int Threads,
    int Seed,
    string ModelHash,
    string Run,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Device = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Processes = null);
