namespace Inkling.Cli;

/// <summary>Reports on the thread that works; the framework's own may report in any order.</summary>
internal sealed class SynchronousProgress<T>(Action<T> handler) : IProgress<T>
{
    public void Report(T value) => handler(value);
}
