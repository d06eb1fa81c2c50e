namespace Inkling.Robustness.Scoring;

/// <summary>How many answers are what.</summary>
/// <param name="Images">All of them.</param>
/// <param name="Right">Those that are right, also when rejected.</param>
/// <param name="Rejected">Those that are not to be trusted.</param>
/// <param name="VouchedWrong">Those that are wrong and not rejected.</param>
internal readonly record struct Tally(int Images, int Right, int Rejected, int VouchedWrong)
{
    public static Tally Of(IReadOnlyCollection<Answer> answers) => new(
        answers.Count,
        answers.Count(answer => answer.IsRight),
        answers.Count(answer => answer.IsRejected),
        answers.Count(answer => !answer.IsRejected && !answer.IsRight));

    /// <summary>Those that are not rejected.</summary>
    public int Vouched => Images - Rejected;
}
