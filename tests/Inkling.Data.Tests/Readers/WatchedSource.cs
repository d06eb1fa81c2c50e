namespace Inkling.Data.Tests;

/// <summary>The numbers 0, 1, 2 … from a source that remembers what became of it.</summary>
internal sealed class WatchedSource(int count, int failsAt = -1)
{
    private volatile int _given;

    public Reader<int> Reader => new(_ => Stream());

    /// <summary>How many items were asked for.</summary>
    public int Given => _given;

    /// <summary>Who read it.</summary>
    public Thread? Thread { get; private set; }

    /// <summary>Whether the stream was closed.</summary>
    public bool IsClosed { get; private set; }

    private IEnumerable<int> Stream()
    {
        Thread = Thread.CurrentThread;
        try
        {
            for (int i = 0; i < count; i++)
            {
                if (i == failsAt)
                    throw new IOException("unplugged");
                _given = i + 1;
                yield return i;
            }
        }
        finally
        {
            IsClosed = true;
        }
    }
}
