using Inkling.Bench.Peers;

namespace Inkling.Bench.Baselines;

/// <summary>A row of the table: a way to tell digits apart.</summary>
/// <param name="Key">Its name on the command line and in the JSON keys.</param>
/// <param name="Title">Its name in the table.</param>
/// <param name="Settings">With what settings, in words.</param>
/// <param name="Create">Makes the classifier of the digits to learn from and those to be asked about.</param>
internal sealed record Baseline(string Key, string Title, string Settings, Func<DigitSet, DigitSet, IClassifier> Create);
