using System.Globalization;

namespace Inkling.Data;

/// <content>split</content>
public static partial class Readers
{
    private const int MostFiles = 100_000;

    /// <summary>
    /// Writes the samples of pass 0 to the files of a new folder, for <see cref="Reader.OfFiles"/> to read on one machine or on several. The
    /// folder appears with all its files or not at all.
    /// </summary>
    /// <param name="reader">The reader. If it does not know its count, it is read twice: to count, and to write.</param>
    /// <param name="folder">The folder, which must not exist, or be empty.</param>
    /// <param name="files">
    /// How many files, 1 to 100,000. Each one gets a stretch of the samples, so that all files in their order are the reader again; their
    /// counts differ by one at most.
    /// </param>
    /// <returns>The files, in their order: <c>part-00000.samples</c> and so on, each a <see cref="SampleFile"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="files"/> is out of range.</exception>
    /// <exception cref="ArgumentException">The samples differ in length, or a label is negative.</exception>
    /// <exception cref="InvalidDataException">The reader gives other than the announced number of samples.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static IReadOnlyList<string> Split(this Reader<Sample> reader, string folder, int files)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(files, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(files, MostFiles);

        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new IOException($"{folder}: expected no such folder, or an empty one, found content");

        string[] names = [.. Enumerable.Range(0, files).Select(i => string.Create(CultureInfo.InvariantCulture, $"part-{i:D5}{SampleFile.Extension}"))];
        string temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            WriteParts(reader, [.. names.Select(name => Path.Combine(temporary, name))]);
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(temporary, folder);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            throw;
        }

        return [.. names.Select(name => Path.Combine(folder, name))];
    }

    private static void WriteParts(Reader<Sample> reader, string[] paths)
    {
        long count = reader.Count ?? reader.Read().LongCount();
        using var samples = reader.Read().GetEnumerator();
        long written = 0;
        for (int i = 0; i < paths.Length; i++)
            SampleFile.Write(paths[i], Next((long)((Int128)count * (i + 1) / paths.Length)));

        if (samples.MoveNext())
            throw new InvalidDataException($"split: expected {count} samples as the reader announced, found more");

        IEnumerable<Sample> Next(long end)
        {
            for (; written < end; written++)
            {
                if (!samples.MoveNext())
                    throw new InvalidDataException($"split: expected {count} samples as the reader announced, found {written}");
                yield return samples.Current;
            }
        }
    }
}
