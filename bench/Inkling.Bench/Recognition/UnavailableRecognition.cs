namespace Inkling.Bench.Recognition;

/// <summary>Keeps the place of a library that cannot be loaded.</summary>
internal sealed record UnavailableRecognition(string Name, string Unavailable) : IRecognizingContender
{
    public void RecognizeOne(int image) => throw new InvalidOperationException($"{Name} cannot be measured: {Unavailable}");

    public ReadOnlySpan<float> RecognizeAll(int threads) => throw new InvalidOperationException($"{Name} cannot be measured: {Unavailable}");

    public void Dispose()
    {
    }
}
