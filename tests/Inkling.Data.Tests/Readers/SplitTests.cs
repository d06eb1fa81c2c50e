using CsCheck;

namespace Inkling.Data.Tests;

public sealed class SplitTests : TemporaryFolder
{
    [Fact]
    public void All_files_in_their_order_are_the_reader_again_and_workers_share_them_without_rest() =>
        Gen.Select(Gen.Byte.Array[3].Array[0, 30], Gen.Int[1, 9], Gen.Int[1, 5], Gen.Bool).Sample((pixels, files, workers, known) =>
        {
            string folder = At(Guid.NewGuid().ToString());
            Sample[] samples = [.. pixels.Select((values, i) => new Sample(values, i))];

            var paths = new Reader<Sample>(_ => samples, known ? samples.Length : null).Split(folder, files);

            Assert.Equal(files, paths.Count);
            Assert.Equal(paths, Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal));
            long[] counts = [.. paths.Select(path => SampleFile.Open(path).Count)];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
            Check(samples, Reader.OfFiles(folder));

            var shares = Enumerable.Range(0, workers).Select(worker => Reader.OfFiles(folder, workers, worker)).ToArray();
            for (int worker = 0; worker < workers; worker++)
                Check([.. paths.Where((_, i) => i % workers == worker).SelectMany(path => SampleFile.Open(path).Read().Read())], shares[worker]);
            Assert.Equal(samples.Select(sample => sample.Label), shares.SelectMany(share => share.Read().Select(sample => sample.Label)).Order());
        }, iter: 60);

    [Fact]
    public void File_i_belongs_to_worker_i_mod_count()
    {
        Samples(7).Split(At("set"), files: 7);

        Assert.Equal([1, 4], Reader.OfFiles(At("set"), workerCount: 3, workerIndex: 1).Read().Select(sample => sample.Label));
        Assert.Equal(2, Reader.OfFiles(At("set"), workerCount: 3, workerIndex: 1).Count);
        Assert.Empty(Reader.OfFiles(At("set"), workerCount: 9, workerIndex: 8).Read());
    }

    [Fact]
    public void Files_are_named_by_their_number()
    {
        var paths = Samples(3).Split(At("set"), files: 2);

        Assert.Equal([Path.Combine(At("set"), "part-00000.samples"), Path.Combine(At("set"), "part-00001.samples")], paths);
    }

    [Fact]
    public void An_empty_folder_is_used_and_one_with_content_is_left_alone()
    {
        Directory.CreateDirectory(At("empty"));
        Samples(3).Split(At("empty") + Path.DirectorySeparatorChar, files: 2);
        Assert.Equal(3, Reader.OfFiles(At("empty")).Count);

        var error = Assert.Throws<IOException>(() => Samples(5).Split(At("empty"), files: 1));

        Assert.StartsWith($"{At("empty")}: expected no such folder, or an empty one", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Reader.OfFiles(At("empty")).Count);
    }

    [Fact]
    public void A_failure_leaves_nothing_behind()
    {
        var failing = new Reader<Sample>(_ => Enumerable.Range(0, 9).Select(i => i < 7 ? new Sample(new byte[2], i) : throw new IOException("unplugged")), 9);

        Assert.Throws<IOException>(() => failing.Split(At("set"), files: 3));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData(4, "expected 4 samples as the reader announced, found more")]
    [InlineData(6, "expected 6 samples as the reader announced, found 5")]
    public void A_reader_of_another_length_than_it_announced_is_refused(int announced, string message)
    {
        var lying = new Reader<Sample>(_ => Samples(5).Read(), announced);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => lying.Split(At("set"), files: 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_out_of_range_and_folders_without_files_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples(1).Split(At("set"), files: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples(1).Split(At("set"), files: 100_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.OfFiles(Folder, workerCount: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.OfFiles(Folder, workerCount: 2, workerIndex: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.OfFiles(Folder, workerCount: 2, workerIndex: -1));
        Assert.Throws<DirectoryNotFoundException>(() => Reader.OfFiles(At("nowhere")));
        Assert.Contains("*.samples, found none", Assert.Throws<InvalidDataException>(() => Reader.OfFiles(Folder)).Message, StringComparison.Ordinal);
    }

    private static Reader<Sample> Samples(int count) => Reader.Of(Enumerable.Range(0, count).Select(i => new Sample(new byte[] { (byte)i, 1 }, i)).ToArray());

    private static void Check(Sample[] expected, Reader<Sample> reader)
    {
        Sample[] found = [.. reader.Read()];
        Assert.Equal(expected.Length, reader.Count);
        Assert.Equal(expected.Select(sample => sample.Label), found.Select(sample => sample.Label));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Pixels.Span, pair.Second.Pixels.Span));
    }
}
