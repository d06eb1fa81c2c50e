using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Inkling.Web.Networks;
using Inkling.Workbench;

namespace Inkling.Web.Runs;

/// <summary>All that is told of a training: kept for those who come late, and passed on to those who listen. Telling never waits for a listener.</summary>
/// <remarks>A listener who is slow misses iterations; one who is slower still is sent away, comes again, and is told all from the beginning.</remarks>
internal sealed class RunStory
{
    private const string IterationName = "iteration", NetworkName = "network";

    /// <summary>Curves need no more points than a screen has columns.</summary>
    private const int MostIterations = 4000;

    /// <summary>So much may wait for a listener; of that, so many iterations.</summary>
    private const int MostWaiting = 1024, MostIterationsWaiting = 256, MostWaitingForANetwork = 8;

    private readonly Lock _telling = new();
    private readonly List<SseItem<string>> _told = [];
    private readonly List<Channel<SseItem<string>>> _listeners = [];
    private SseItem<string>? _samples;
    private SseItem<string>? _pause;
    private SseItem<string>? _network;
    private SseItem<string>? _end;
    private int _iterations;

    /// <summary>Whether all is told.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_telling)
                return _end is not null;
        }
    }

    /// <summary>Whether somebody listens.</summary>
    public bool IsHeard
    {
        get
        {
            lock (_telling)
                return _listeners.Count > 0;
        }
    }

    public void Tell(IterationJson iteration)
    {
        lock (_telling)
            PassOn(Keep(iteration));
    }

    /// <summary>Keeps one for those who come late: those who listen have enough of them.</summary>
    public void Remember(IterationJson iteration)
    {
        lock (_telling)
            Keep(iteration);
    }

    public void Tell(PassResult pass)
    {
        var item = new SseItem<string>(JsonSerializer.Serialize(pass, StoryJson.Default.PassResult), "pass");
        lock (_telling)
        {
            _told.Add(item);
            PassOn(item);
        }
    }

    public void Tell(SampleJson[] samples)
    {
        lock (_telling)
        {
            _samples = new(JsonSerializer.Serialize(samples, StoryJson.Default.SampleJsonArray), "samples");
            PassOn(_samples.Value);
        }
    }

    public void Tell(PauseJson pause)
    {
        lock (_telling)
        {
            _pause = new(JsonSerializer.Serialize(pause, StoryJson.Default.PauseJson), "pause");
            PassOn(_pause.Value);
        }
    }

    /// <summary>Tells how the network looks. Who is slow misses some.</summary>
    public void Tell(NetworkViewJson network)
    {
        lock (_telling)
        {
            _network = new(JsonSerializer.Serialize(network, StoryJson.Default.NetworkViewJson), NetworkName);
            PassOn(_network.Value);
        }
    }

    public void Tell(EndJson end)
    {
        lock (_telling)
        {
            _end = new(JsonSerializer.Serialize(end, StoryJson.Default.EndJson), "end");
            PassOn(_end.Value);
            _listeners.ForEach(listener => listener.Writer.TryComplete());
            _listeners.Clear();
        }
    }

    /// <summary>Everything so far, then what comes, to the end.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var listener = Channel.CreateBounded<SseItem<string>>(MostWaiting);
        SseItem<string>[] told;
        lock (_telling)
        {
            told = [.. _told, .. new[] { _samples, _network, _pause, _end }.OfType<SseItem<string>>()];
            if (_end is null)
                _listeners.Add(listener);
            else
                listener.Writer.Complete();
        }

        try
        {
            foreach (var item in told)
                yield return item;
            await foreach (var item in listener.Reader.ReadAllAsync(cancellation))
                yield return item;
        }
        finally
        {
            lock (_telling)
                _listeners.Remove(listener);
        }
    }

    private SseItem<string> Keep(IterationJson iteration)
    {
        var item = new SseItem<string>(JsonSerializer.Serialize(iteration, StoryJson.Default.IterationJson), IterationName);
        _told.Add(item);
        if (++_iterations > MostIterations)
            Thin();
        return item;
    }

    private void PassOn(SseItem<string> item)
    {
        int most = item.EventType switch { IterationName => MostIterationsWaiting, NetworkName => MostWaitingForANetwork, _ => MostWaiting };
        _listeners.RemoveAll(listener =>
        {
            if (most < MostWaiting && listener.Reader.Count >= most)
                return false;
            return !listener.Writer.TryWrite(item) && listener.Writer.TryComplete();
        });
    }

    /// <summary>Leaves out every second iteration.</summary>
    private void Thin()
    {
        int place = 0;
        _told.RemoveAll(item => item.EventType == IterationName && place++ % 2 == 1);
        _iterations = (place + 1) / 2;
    }
}
