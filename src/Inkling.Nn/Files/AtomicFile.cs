namespace Inkling.Nn;

/// <summary>Writing a file as a whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>How the name of a file ends that is being written, or was when its process was killed.</summary>
    public const string Extension = ".tmp";

    // Two writers of one file, in this process or in two, must not share a temporary: the last to finish wins, whole.
    private static int _count;

    /// <summary>
    /// Writes beside the file, flushes to the disk, and only then puts the new file in the old one's place: whoever reads the path finds either
    /// the old content or the new one, also after a crash.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content to a stream.</param>
    /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string temporary = $"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref _count)}{Extension}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Deletes what processes left in a folder that were killed while they wrote. To be called by who knows that nobody is writing there.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be deleted.</exception>
    public static void DeleteLeftovers(string folder)
    {
        foreach (string temporary in Directory.EnumerateFiles(folder, $"*{Extension}"))
            File.Delete(temporary);
    }
}
