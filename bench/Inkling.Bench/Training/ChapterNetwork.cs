namespace Inkling.Bench.Training;

/// <summary>One of the chapter's three networks, as each contender has to build it.</summary>
/// <param name="Name">Its name on the command line and in the JSON keys.</param>
/// <param name="ParameterCount">How many parameters it has; contenders check theirs against it.</param>
/// <param name="Rounds">How many passes of each contender are timed: more where a pass is short.</param>
public sealed record ChapterNetwork(string Name, int ParameterCount, int Rounds)
{
    /// <summary>784 → 10.</summary>
    public static readonly ChapterNetwork Softmax = new("softmax", 7_850, 15);

    /// <summary>784 → 128, ReLU → 64, ReLU → 10.</summary>
    public static readonly ChapterNetwork Mlp = new("mlp", 109_386, 15);

    /// <summary>Twice (5×5 convolution of 20, then 50 filters, ReLU, 2×2 max-pool) → 10.</summary>
    public static readonly ChapterNetwork LeNet = new("lenet", 33_580, 3);

    public static readonly IReadOnlyList<ChapterNetwork> All = [Softmax, Mlp, LeNet];

    /// <exception cref="InvalidOperationException"><paramref name="count"/> is not <see cref="ParameterCount"/>.</exception>
    public void CheckParameterCount(long count, string contender)
    {
        if (count != ParameterCount)
        {
            throw new InvalidOperationException($"{contender}'s {Name}: expected {ParameterCount} parameters, found {count}.");
        }
    }
}
