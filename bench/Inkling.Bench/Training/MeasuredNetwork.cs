namespace Inkling.Bench.Training;

/// <summary>A network as each contender has to build it: one of the chapter's three, or the product's own.</summary>
/// <param name="Name">Its name on the command line and in the JSON keys.</param>
/// <param name="ParameterCount">How many parameters it has; contenders check theirs against it.</param>
/// <param name="Rounds">How many passes of each contender are timed: more where a pass is short.</param>
/// <param name="Images">How many images a pass has at most: fewer where each takes long.</param>
public sealed record MeasuredNetwork(string Name, int ParameterCount, int Rounds, int Images = int.MaxValue)
{
    /// <summary>784 → 10.</summary>
    public static readonly MeasuredNetwork Softmax = new("softmax", 7_850, 15);

    /// <summary>784 → 128, ReLU → 64, ReLU → 10.</summary>
    public static readonly MeasuredNetwork Mlp = new("mlp", 109_386, 15);

    /// <summary>Twice (5×5 convolution of 20, then 50 filters, ReLU, 2×2 max-pool) → 10.</summary>
    public static readonly MeasuredNetwork LeNet = new("lenet", 33_580, 3);

    /// <summary>Four convolutions with batch normalization in two stages, then a hidden layer, with dropout; without its moving averages.</summary>
    public static readonly MeasuredNetwork Deep = new("deep", 231_402, 3, 6_400);

    /// <summary>The chapter's.</summary>
    public static readonly IReadOnlyList<MeasuredNetwork> Chapter = [Softmax, Mlp, LeNet];

    public static readonly IReadOnlyList<MeasuredNetwork> All = [.. Chapter, Deep];

    /// <exception cref="InvalidOperationException"><paramref name="count"/> is not <see cref="ParameterCount"/>.</exception>
    public void CheckParameterCount(long count, string contender)
    {
        if (count != ParameterCount)
        {
            throw new InvalidOperationException($"{contender}'s {Name}: expected {ParameterCount} parameters, found {count}.");
        }
    }
}
