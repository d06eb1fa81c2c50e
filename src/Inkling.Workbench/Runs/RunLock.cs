using Inkling.Locks;

namespace Inkling.Workbench;

/// <summary>The right to write into a run folder: a file that one training holds open.</summary>
internal static class RunLock
{
    /// <summary>The file's name; it is empty, and stays.</summary>
    public const string Name = ".lock";

    private const int Attempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether somebody has it, in this process or another.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            using var held = new FileStream(Path.Combine(folder, Name), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException e) when (LockFile.IsTaken(e))
        {
            return true;
        }
    }

    /// <summary>Takes it, until what is returned is disposed of.</summary>
    /// <exception cref="IOException">Somebody has it, or it cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static IDisposable Take(string folder)
    {
        string path = Path.Combine(folder, Name);
        for (int attempt = 1; ; attempt++)
        {
            if (LockFile.TryTake(path) is { } held)
                return held;

            // Who only asks whether a training goes on holds the file too, for a moment.
            if (attempt == Attempts)
                throw new IOException($"{folder}: a training is going on in this run folder; wait for its end, or stop it");
            Thread.Sleep(Pause);
        }
    }
}
