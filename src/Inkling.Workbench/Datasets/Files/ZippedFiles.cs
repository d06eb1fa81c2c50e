using System.IO.Compression;
using Inkling.Data;

namespace Inkling.Workbench.Datasets.Files;

/// <summary>A data set in a zip: unpacked to a temporary folder, read into memory, and the folder deleted.</summary>
internal static class ZippedFiles
{
    private const long MostBytes = 8L << 30;
    private const int BlockSize = 1 << 16;

    /// <summary>Whether a file begins like a zip, whatever its name.</summary>
    public static bool IsZip(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start is [(byte)'P', (byte)'K', 3, 4];
    }

    /// <summary>Opens it.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="open">Opens the folder it is unpacked to.</param>
    /// <param name="cancellation">Stops unpacking.</param>
    /// <exception cref="InvalidDataException">It is damaged, unpacks to more than 8 GiB, or holds no data set.</exception>
    public static Dataset Open(string path, Func<string, Dataset> open, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("inkling-zip-").FullName;
        try
        {
            Unpack(path, folder, cancellation);
            var dataset = open(folder);
            return dataset with { Name = path, Train = InMemory(dataset.Train), Test = InMemory(dataset.Test) };
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            throw new InvalidDataException(e.Message.StartsWith(path, StringComparison.Ordinal) ? e.Message : $"{path}: {e.Message.Replace(folder, "unpacked", StringComparison.Ordinal)}", e);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Reader<Sample> InMemory(Reader<Sample> samples) => Reader.Of(samples.Read().ToArray());

    private static void Unpack(string path, string folder, CancellationToken cancellation)
    {
        using var zip = ZipFile.OpenRead(path);
        var block = new byte[BlockSize];
        long total = 0;
        foreach (var entry in zip.Entries.Where(entry => entry.Name.Length > 0 && !entry.Name.StartsWith("._", StringComparison.Ordinal) && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)))
        {
            string target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new InvalidDataException($"{path}: expected names below its own folder, found '{entry.FullName}'");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var from = entry.Open();
            using var to = File.Create(target);
            for (int read; (read = from.Read(block)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                total += read;
                if (total > MostBytes)
                    throw new InvalidDataException($"{path}: unpacked it is larger than {MostBytes:N0} bytes; unpack it yourself");
                to.Write(block, 0, read);
            }
        }
    }
}
