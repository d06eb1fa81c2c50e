namespace Inkling.Training;

/// <summary>A few threads that share the items of one job after another; the caller is one of them.</summary>
/// <remarks>
/// Jobs follow each other within fractions of a millisecond, so a thread that waits spins for about one before it sleeps. Every worker has a run of the items, the same in every job of as many, so that it
/// finds in its cache what it left there; who is done helps the others. So which thread takes which item is left to chance: results must depend on the item alone. Running a job allocates nothing.
/// </remarks>
internal sealed class WorkerTeam : IDisposable
{
    private const int SpinsBeforeSleep = 1000;
    private const int SpinLength = 30;
    private const int Apart = 16; // integers from one counter to the next: each on a cache line of its own

    private readonly object _gate = new();
    private readonly Thread[] _threads;
    private readonly int[] _next; // of each worker's run, the last item taken
    private Action<int, int>? _work;
    private Exception? _failure;
    private int _items;
    private int _busy;
    private int _job;
    private bool _closed;

    /// <param name="size">Workers, the caller counted.</param>
    public WorkerTeam(int size)
    {
        _threads = new Thread[size - 1];
        _next = new int[(size + 1) * Apart];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"inkling worker {worker}" };
            _threads[i].Start();
        }
    }

    public int Size => _threads.Length + 1;

    /// <summary>Runs work(worker, item) for every item and returns when all are done.</summary>
    /// <exception cref="Exception">Whatever the work threw first; the remaining items are not begun.</exception>
    public void Run(int items, Action<int, int> work)
    {
        if (items == 1)
        {
            work(0, 0);
            return;
        }

        _items = items;
        for (int worker = 0; worker < Size; worker++)
            NextOf(worker) = Start(worker) - 1;
        _work = work;
        _failure = null;
        _busy = _threads.Length;
        lock (_gate)
        {
            _job++;
            Monitor.PulseAll(_gate);
        }

        TakeItems(0);
        WaitWhile(static team => Volatile.Read(ref team._busy) > 0);
        if (_failure is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _job++;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
            thread.Join();
    }

    private void Serve(int worker)
    {
        for (int done = 0; ; done++)
        {
            int seen = done;
            WaitForJobAfter(seen);
            if (_closed)
                return;

            TakeItems(worker);
            if (Interlocked.Decrement(ref _busy) == 0)
            {
                lock (_gate)
                    Monitor.PulseAll(_gate);
            }
        }
    }

    private void TakeItems(int worker)
    {
        try
        {
            for (int i = 0; i < Size; i++)
            {
                int owner = (worker + i) % Size, end = Start(owner + 1);
                while (_failure is null && Interlocked.Increment(ref NextOf(owner)) is var item && item < end)
                    _work!(worker, item);
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
    }

    // The first line is left free: the length of the array, which is read with every counter, lies on it.
    private ref int NextOf(int worker) => ref _next[(worker + 1) * Apart];

    // The first item of a worker's run; Start(Size) is the number of items.
    private int Start(int worker) => (int)((long)worker * _items / Size);

    private void WaitForJobAfter(int seen)
    {
        for (int i = 0; i < SpinsBeforeSleep && Volatile.Read(ref _job) == seen; i++)
            Thread.SpinWait(SpinLength);

        lock (_gate)
        {
            while (_job == seen)
                Monitor.Wait(_gate);
        }
    }

    private void WaitWhile(Func<WorkerTeam, bool> busy)
    {
        for (int i = 0; i < SpinsBeforeSleep && busy(this); i++)
            Thread.SpinWait(SpinLength);

        lock (_gate)
        {
            while (busy(this))
                Monitor.Wait(_gate);
        }
    }
}
