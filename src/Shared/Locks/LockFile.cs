namespace Inkling.Locks;

/// <summary>A file that one holds open so that nobody else can. The operating system lets go of it when the process ends, however it ends.</summary>
internal static class LockFile
{
    /// <summary>Opens it, or makes it; null while somebody else has it.</summary>
    /// <exception cref="IOException">It cannot be opened, whoever has it: a folder that cannot be written to, too many open files.</exception>
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

    /// <summary>Whether a file could not be opened because somebody else has it: a violation of its sharing on Windows, elsewhere the number of EWOULDBLOCK.</summary>
    public static bool IsTaken(IOException e) => e.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35);
}
