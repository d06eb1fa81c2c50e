namespace Inkling.Locks;

/// <summary>A file that one holds open so that nobody else can. The operating system lets go of it when the process ends, however it ends.</summary>
internal static class LockFile
{
    /// <summary>Opens it, or makes it; null while somebody else has it.</summary>
    /// <exception cref="IOException">It cannot be opened, whoever has it: a file system that is only read, too many open files.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a file could not be opened because somebody else has it: a violation of its sharing on Windows, elsewhere the number of EWOULDBLOCK, or of EBUSY, which a folder of
    /// another machine may give.
    /// </summary>
    public static bool IsTaken(IOException e) => OperatingSystem.IsWindows() ? e.HResult == unchecked((int)0x80070020) : e.HResult == 16 || e.HResult == (OperatingSystem.IsLinux() ? 11 : 35);
}
