namespace Inkling.Data;

/// <summary>The right to change a folder, held by one process at a time: an open file that nobody else can open.</summary>
/// <remarks>The operating system lets go of it when the process ends, however it ends.</remarks>
internal sealed class DirectoryLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    public static async Task<DirectoryLock> WaitAsync(string directory, CancellationToken cancellation)
    {
        string path = Path.Combine(directory, ".lock");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
