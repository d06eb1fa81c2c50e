namespace Inkling.Bench.Training;

/// <summary>Keeps the place of a library that cannot be loaded.</summary>
internal sealed record UnavailableContender(string Name, string Unavailable) : ITrainingContender
{
    public double TrainPass() => throw new InvalidOperationException($"{Name} cannot be measured: {Unavailable}");

    public void Dispose()
    {
    }
}
