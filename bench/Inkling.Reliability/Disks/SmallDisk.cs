using System.Diagnostics;

namespace Inkling.Reliability.Disks;

/// <summary>A disk in memory of a size of its own: one that can be full, and read-only. Needs Linux, and the right to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Mounts one; null where that cannot be done.</summary>
    public static SmallDisk? TryMount(string path, int kilobytes)
    {
        Directory.CreateDirectory(path);
        return OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", path) ? new(path) : null;
    }

    /// <summary>Gives it another size.</summary>
    public void Resize(int kilobytes) => Require(Run("mount", "-o", $"remount,size={kilobytes}k", Path));

    /// <summary>Makes it read-only.</summary>
    public void Lock() => Require(Run("mount", "-o", "remount,ro", Path));

    /// <inheritdoc/>
    public void Dispose() => Run("umount", Path);

    private void Require(bool done)
    {
        if (!done)
            throw new IOException($"{Path}: cannot be mounted anew");
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
