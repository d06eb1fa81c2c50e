using Inkling.Locks;

namespace Inkling.Data;

/// <summary>The right to change a folder, held by one process at a time.</summary>
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
            if (LockFile.TryTake(path) is { } file)
                return new(file);
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
