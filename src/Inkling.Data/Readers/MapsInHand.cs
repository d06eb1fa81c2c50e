using System.Threading.Channels;

namespace Inkling.Data;

/// <summary>The calls of one function that have begun or wait for a worker, and their results. Used by one thread; the calls run on others.</summary>
internal sealed class MapsInHand<T, TResult> : IDisposable
{
    // In order: holds calls as they are begun. Without order: holds calls as they end.
    private readonly Channel<Task<TResult>> _next = Channel.CreateUnbounded<Task<TResult>>();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskFactory<TResult> _workers;
    private readonly Func<T, TResult> _map;
    private readonly bool _ordered;

    public MapsInHand(Func<T, TResult> map, int workers, bool ordered)
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, workers).ConcurrentScheduler;
        _workers = new(_stop.Token, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None, scheduler);
        _map = map;
        _ordered = ordered;
    }

    /// <summary>Calls whose results have not been taken.</summary>
    public int Count { get; private set; }

    /// <summary>Begins the call for the next item.</summary>
    /// <returns>Whether there may be more items: false at the end of the source, and after it failed.</returns>
    public bool TryBegin(IEnumerator<T> source)
    {
        try
        {
            if (!source.MoveNext())
                return false;
            var item = source.Current;
            Add(_workers.StartNew(() => _map(item)));
            return true;
        }
        catch (Exception e)
        {
            // Thrown by the result that is taken next after those of the items before.
            Add(Task.FromException<TResult>(e));
            return false;
        }
    }

    /// <summary>Waits for the next result; an exception of its call is thrown as it was.</summary>
    public TResult Take() => TakeCall().GetAwaiter().GetResult();

    public void Dispose()
    {
        _stop.Cancel();
        while (Count > 0)
            ((Task)TakeCall()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private void Add(Task<TResult> call)
    {
        Count++;
        if (_ordered)
            _next.Writer.TryWrite(call);
        else
            call.ContinueWith(_next.Writer.TryWrite, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task<TResult> TakeCall()
    {
        Count--;
        return _next.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
    }
}
