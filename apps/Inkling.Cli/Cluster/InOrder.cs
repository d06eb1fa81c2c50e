namespace Inkling.Cli;

/// <summary>Work on all processors, its results in the order of the items.</summary>
internal static class InOrder
{
    /// <summary>Does the work item by item, and gives each result as soon as it and all before it are there.</summary>
    /// <param name="items">What to work on; read only as far as the work has come.</param>
    /// <param name="work">Called from several threads at once.</param>
    public static IEnumerable<TResult> Of<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work)
    {
        // So few are begun ahead of the result that is waited for that large ones do not pile up, and enough that no processor waits for it.
        int ahead = 2 * Environment.ProcessorCount;
        var begun = new Queue<Task<TResult>>(ahead);
        foreach (var item in items)
        {
            if (begun.Count == ahead)
                yield return begun.Dequeue().GetAwaiter().GetResult();
            begun.Enqueue(Task.Run(() => work(item)));
        }

        while (begun.TryDequeue(out var next))
            yield return next.GetAwaiter().GetResult();
    }
}
