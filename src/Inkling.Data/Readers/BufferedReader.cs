using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Inkling.Data;

/// <content>buffered</content>
public static partial class Readers
{
    /// <summary>Reads ahead on a thread of its own, so that reading and what is done with the items go on at the same time.</summary>
    /// <param name="reader">The reader; it is read on the other thread.</param>
    /// <param name="size">Items read ahead at most, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    /// <remarks>
    /// Items, order and failures are those of the source: an exception arrives after the items before it. The thread lives from the first
    /// item asked for to the end of the loop, however that is left; a loop that is left early waits for the item being read, and then the
    /// source is closed.
    /// </remarks>
    public static Reader<T> Buffered<T>(this Reader<T> reader, int size)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new(pass => BufferedPass(reader, size, pass), reader.Count);
    }

    private static IEnumerable<T> BufferedPass<T>(Reader<T> reader, int size, int pass)
    {
        using var ahead = new BlockingCollection<T>(size);
        using var stop = new CancellationTokenSource();
        ExceptionDispatchInfo? failure = null;
        var reading = new Thread(ReadAhead) { IsBackground = true, Name = "Buffered reader" };
        reading.Start();
        try
        {
            foreach (var item in ahead.GetConsumingEnumerable())
                yield return item;
            failure?.Throw();
        }
        finally
        {
            stop.Cancel();
            reading.Join();
        }

        void ReadAhead()
        {
            try
            {
                foreach (var item in reader.Read(pass))
                    ahead.Add(item, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Nobody reads on.
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                ahead.CompleteAdding();
            }
        }
    }
}
