using System.Diagnostics;

namespace Inkling.Cli;

/// <summary>How far a training is, how fast, and how long it will take: counted from where this process began, tests and files included.</summary>
/// <param name="iterationsPerPass">Minibatches of a pass.</param>
/// <param name="passes">Passes in all.</param>
internal sealed class TrainingPace(long iterationsPerPass, int passes)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _passStart = Stopwatch.GetTimestamp();
    private long _iterations;
    private long _iterationsOfPass;
    private long _position;

    /// <summary>The part of all iterations that is done, 0..1.</summary>
    public double Done => (double)_position / (iterationsPerPass * passes);

    /// <summary>Of the pass at hand, so without tests.</summary>
    public double IterationsPerSecond { get; private set; }

    /// <summary>How long the rest will take at the pace so far; null before one is known.</summary>
    public TimeSpan? Left =>
        _iterations < 2 ? null : Stopwatch.GetElapsedTime(_start) * ((double)(iterationsPerPass * passes - _position) / _iterations);

    public void EndIteration(int pass, int batch)
    {
        _iterations++;
        _position = (pass * iterationsPerPass) + batch + 1;
        IterationsPerSecond = ++_iterationsOfPass / Stopwatch.GetElapsedTime(_passStart).TotalSeconds;
    }

    public void EndPass() => (_passStart, _iterationsOfPass) = (Stopwatch.GetTimestamp(), 0);
}
