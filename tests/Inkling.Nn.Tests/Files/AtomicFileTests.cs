using Inkling.TestKit;

namespace Inkling.Nn.Tests;

[Trait(VectorPath.Runs, VectorPath.Once)]
public class AtomicFileTests
{
    [Fact]
    public void A_file_is_written_and_written_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a");

        AtomicFile.Write(path, stream => stream.Write([1, 2, 3]));
        AtomicFile.Write(path, stream => stream.Write([4]));

        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a");
        File.WriteAllBytes(path, [1, 2, 3]);

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([9, 9]);
            throw new IOException("disk full");
        }));

        Assert.Equal("disk full", error.Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_path_that_cannot_be_written_gives_an_IOException_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        string directory = Directory.CreateDirectory(folder.File("directory")).FullName;

        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Path.Combine(folder.Path, "missing", "a"), _ => { }));
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(directory, stream => stream.Write([1])));

        Assert.Equal([directory], Directory.GetFileSystemEntries(folder.Path));
    }

    // One of them must win, whole; a loser must not take away the winner's file.
    [Fact]
    public void Two_writers_at_once_leave_one_whole_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a");

        AtomicFile.Write(path, outer =>
        {
            outer.Write([1, 1]);
            try
            {
                AtomicFile.Write(path, inner => inner.Write([2, 2, 2]));
            }
            catch (IOException)
            {
                // The second may be refused, as long as the first is not harmed.
            }
        });

        Assert.Equal([1, 1], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }
}
