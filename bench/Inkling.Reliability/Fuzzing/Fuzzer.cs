using System.Diagnostics;

namespace Inkling.Reliability.Fuzzing;

/// <summary>Gives a reader thousands of damaged files, and watches what it throws, allocates, and how long it takes.</summary>
internal static class Fuzzer
{
    /// <summary>Generous for a busy machine; what hangs, hangs for longer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Runs the cases from 0 on; the same seed gives the same cases.</summary>
    /// <exception cref="FuzzFailure">A sound file was refused, or a damaged one met with anything but what is documented.</exception>
    public static FuzzResult Run(ForeignFormat format, int seed, int count)
    {
        foreach (byte[] sound in format.Sound)
        {
            if (Outcome(format, sound, seed, index: -1).IsRefused)
                throw new FuzzFailure(format.Name, seed, -1, sound, "a sound file was refused");
        }

        int current = 0, refused = 0;
        long begun = Stopwatch.GetTimestamp(), most = 0;
        var longest = TimeSpan.Zero;
        var work = Task.Run(() =>
        {
            for (int i = 0; i < count; i++)
            {
                Volatile.Write(ref begun, Stopwatch.GetTimestamp());
                current = i;
                var (isRefused, time, allocated) = Outcome(format, Case(format, seed, i), seed, i);
                refused += isRefused ? 1 : 0;
                longest = time > longest ? time : longest;
                most = Math.Max(most, allocated);
            }
        });
        while (!Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1))).GetAwaiter().GetResult().Equals(work))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref begun)) > Limit)
                throw new FuzzFailure(format.Name, seed, current, Case(format, seed, current), $"no end after {Limit.TotalSeconds} s");
        }

        work.GetAwaiter().GetResult();
        return new(count, refused, longest, format.MostAllocated is null ? null : most);
    }

    /// <summary>The bytes of a case.</summary>
    public static byte[] Case(ForeignFormat format, int seed, int index)
    {
        var random = new Random(HashCode(seed, index));
        byte[] bytes = Mutation.Of(format.Sound, random);
        return format.Repair is { } repair && random.Next(4) > 0 ? repair(bytes) : bytes;
    }

    // The framework's own differs from process to process.
    private static int HashCode(int seed, int index) => unchecked((seed * 1_000_003) + index);

    private static (bool IsRefused, TimeSpan Time, long Allocated) Outcome(ForeignFormat format, byte[] bytes, int seed, int index)
    {
        long start = Stopwatch.GetTimestamp(), before = GC.GetAllocatedBytesForCurrentThread();
        bool isRefused = false;
        try
        {
            format.Read(bytes);
        }
        catch (InvalidDataException e) when (e.Message.Length > 0)
        {
            isRefused = true;
        }
        catch (Exception e)
        {
            throw new FuzzFailure(format.Name, seed, index, bytes, $"{e.GetType().Name}: {e.Message}", e);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before, allowed = format.MostAllocated + (32L * bytes.Length) ?? long.MaxValue;
        return allocated <= allowed
            ? (isRefused, Stopwatch.GetElapsedTime(start), allocated)
            : throw new FuzzFailure(format.Name, seed, index, bytes, $"{allocated:N0} bytes allocated, expected at most {allowed:N0}");
    }
}
