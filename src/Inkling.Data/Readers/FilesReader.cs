namespace Inkling.Data;

/// <content>the files of one of several workers</content>
public static partial class Reader
{
    /// <summary>
    /// Streams the sample files of a folder (<c>*.samples</c>, in the ordinal order of their names), or the share of one of several workers:
    /// file i, counted from 0, belongs to worker i mod <paramref name="workerCount"/>. The chapter's framework calls it <em>cluster files
    /// reader</em>.
    /// </summary>
    /// <param name="folder">The folder, such as <see cref="Readers.Split"/> writes. It is listed, and the files' headers are read, at once.</param>
    /// <param name="workerCount">How many workers share the files, 1 or more.</param>
    /// <param name="workerIndex">Whose share, 0 to <paramref name="workerCount"/> − 1. A worker beyond the last file gets an empty reader.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder has no sample files, or one is damaged.</exception>
    public static Reader<Sample> OfFiles(string folder, int workerCount = 1, int workerIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workerCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(workerIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(workerIndex, workerCount);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{folder}: no such folder");

        string[] all = [.. Directory.EnumerateFiles(folder, "*" + SampleFile.Extension).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
            throw new InvalidDataException($"{folder}: expected files *{SampleFile.Extension}, found none");

        SampleFile[] own = [.. all.Where((_, i) => i % workerCount == workerIndex).Select(SampleFile.Open)];
        return new(pass => own.SelectMany(file => file.Read().Read(pass)), own.Sum(file => file.Count));
    }
}
