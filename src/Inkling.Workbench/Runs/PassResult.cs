using System.Text.Json.Serialization;

namespace Inkling.Workbench;

/// <summary>What one pass of a run achieved.</summary>
/// <param name="Pass">Its 0-based number.</param>
/// <param name="TrainCost">Mean cost of the training samples, each taken when its minibatch was computed.</param>
/// <param name="TestCost">Mean cost of the test samples after the pass.</param>
/// <param name="TestError">The part of the test samples recognised wrongly, 0..1.</param>
/// <param name="Seconds">Time spent training, without testing and saving.</param>
/// <param name="SoleAnswer">
/// The class, 0-based, that every test sample was taken for though they are of several; null, and not written, of a network that has not collapsed.
/// </param>
public sealed record PassResult(
    int Pass, double TrainCost, double TestCost, double TestError, double Seconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SoleAnswer = null);
