namespace Inkling.Digits;

/// <summary>What one pass of a run achieved.</summary>
/// <param name="Pass">Its 0-based number.</param>
/// <param name="TrainCost">Mean cost of the training samples, each taken when its minibatch was computed.</param>
/// <param name="TestCost">Mean cost of the test samples after the pass.</param>
/// <param name="TestError">The part of the test samples recognised wrongly, 0..1.</param>
/// <param name="Seconds">Time spent training, without testing and saving.</param>
public sealed record PassResult(int Pass, double TrainCost, double TestCost, double TestError, double Seconds);
