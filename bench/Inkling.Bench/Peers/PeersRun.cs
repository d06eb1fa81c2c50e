using Inkling.Bench.Training;

namespace Inkling.Bench.Peers;

/// <summary>What all measurements of a run share.</summary>
/// <param name="Train">The digits that are trained on.</param>
/// <param name="Test">Digits that are not.</param>
/// <param name="Settings">How every contender trains.</param>
/// <param name="Quick">Whether only to show that everything works.</param>
/// <param name="Rounds">Timed rounds of each contender, or null for the usual number.</param>
internal sealed record PeersRun(DigitSet Train, DigitSet Test, TrainingSettings Settings, bool Quick, int? Rounds)
{
    /// <summary>The rounds to time where the usual number is this.</summary>
    public int RoundsOr(int usual) => Rounds ?? (Quick ? Math.Min(usual, 2) : usual);

    /// <summary>Tells whoever waits where the run stands.</summary>
    public static void Progress(FormattableString line) => Console.Error.WriteLine(line.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
