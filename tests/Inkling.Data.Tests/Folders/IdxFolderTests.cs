using System.Text;

namespace Inkling.Data.Tests;

/// <summary>IDX files under the names that people have them under.</summary>
public class IdxFolderTests : TemporaryFolder
{
    private static readonly ImageDecoder NoImages = new(1, 1, 2, _ => false, _ => throw new InvalidOperationException());

    private readonly List<string> _told = [];

    [Theory]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte/train-images-idx3-ubyte", "train-labels-idx1-ubyte/train-labels-idx1-ubyte", "t10k-images-idx3-ubyte/t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte")]
    [InlineData("MNIST/raw/train-images-idx3-ubyte", "MNIST/raw/train-labels-idx1-ubyte", "MNIST/raw/t10k-images-idx3-ubyte", "MNIST/raw/t10k-labels-idx1-ubyte")]
    [InlineData("kuzushiji-train-images-idx3-ubyte", "kuzushiji-train-labels-idx1-ubyte", "kuzushiji-test-images-idx3-ubyte", "kuzushiji-test-labels-idx1-ubyte")]
    public void They_are_found(string trainImages, string trainLabels, string testImages, string testLabels)
    {
        Write(trainImages, Counted(30));
        Write(trainLabels, Labels(30));
        Write(testImages, Counted(20));
        Write(testLabels, Labels(20));

        var dataset = Open();

        Assert.Equal((30, 20, 3, 2), (dataset.Train.Count, dataset.Test.Count, dataset.Height, dataset.Width));
        Assert.Equal([0, 1, 2, 3, 4, 5], dataset.Train.Read().First().Pixels.ToArray().Select(pixel => (int)pixel));
        Assert.Empty(_told);
    }

    [Fact]
    public void Images_of_EMNIST_are_turned_upright_and_its_classes_have_the_names_of_its_mapping()
    {
        Write("emnist-letters-train-images-idx3-ubyte", Counted(30));
        Write("emnist-letters-train-labels-idx1-ubyte", Labels(30));
        Write("emnist-letters-test-images-idx3-ubyte", Counted(20));
        Write("emnist-letters-test-labels-idx1-ubyte", Labels(20));
        Write("emnist-letters-mapping.txt", Encoding.ASCII.GetBytes("1 65 97\n2 66 98\n"));

        var dataset = Open();

        Assert.Equal((2, 3), (dataset.Height, dataset.Width));
        Assert.Equal([0, 2, 4, 1, 3, 5], dataset.Train.Read().First().Pixels.ToArray().Select(pixel => (int)pixel));
        Assert.Equal(["0", "A", "B", "3"], dataset.ClassNames.Take(4));
        Assert.Equal("emnist-letters: rows and columns of its images are exchanged, as in all of EMNIST; they are turned upright", Assert.Single(_told));
    }

    [Fact]
    public void Of_the_table_of_QMNIST_the_first_column_is_the_class()
    {
        Write("qmnist-train-images-idx3-ubyte", Counted(30));
        Write("qmnist-train-labels-idx2-int", Table(30));
        Write("qmnist-test-images-idx3-ubyte", Counted(20));
        Write("qmnist-test-labels-idx2-int", Table(20));

        Assert.Equal(Enumerable.Range(0, 30).Select(i => i % 10), Open().Train.Read().Select(sample => sample.Label));

        byte[] beyond = Table(20);
        beyond[^32] = 1;
        Write("qmnist-test-labels-idx2-int", beyond);
        Assert.EndsWith("qmnist-test-labels-idx2-int: label 16777225 at index 19, expected 0..65535", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_packed_and_lies_higher_is_taken_of_several()
    {
        Write("train-images-idx3-ubyte.gz", Gzip(Counted(10)));
        Write("train-images-idx3-ubyte", Counted(30));
        Write("old/train-images-idx3-ubyte", Counted(20));
        Write("train-labels-idx1-ubyte", Labels(30));
        Write("t10k-images-idx3-ubyte", Counted(20));
        Write("t10k-labels-idx1-ubyte", Labels(20));

        Assert.Equal(30, Open().Train.Count);
    }

    [Fact]
    public void What_is_missing_is_named_as_the_others_are_called()
    {
        Write("emnist-digits-train-images-idx3-ubyte.gz", Counted(30));
        Write("emnist-digits-train-labels-idx1-ubyte.gz", Labels(30));
        Write("emnist-digits-test-labels-idx1-ubyte.gz", Labels(20));

        Assert.EndsWith("emnist-digits-test-images-idx3-ubyte: no such file", Assert.Throws<FileNotFoundException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_collections_in_one_folder_are_told_apart_by_nobody()
    {
        Write("emnist-digits-train-images-idx3-ubyte", Counted(30));
        Write("emnist-letters-train-images-idx3-ubyte", Counted(30));

        Assert.EndsWith(
            "expected the files of one collection, found emnist-digits-…, emnist-letters-…", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_without_samples_are_told_and_those_with_few_among_many()
    {
        byte[] labels = [.. Header(0x801, 300), .. Enumerable.Range(0, 300).Select(i => (byte)(i == 7 ? 3 : 1 + (i % 2)))];
        Write("train-images-idx3-ubyte", Counted(300));
        Write("train-labels-idx1-ubyte", labels);
        Write("t10k-images-idx3-ubyte", Counted(300));
        Write("t10k-labels-idx1-ubyte", labels);

        Open();

        Assert.Equal(
            ["the class '0' has no samples to learn from", "the class '3' has less than a fiftieth of the samples of '1': a network hardly learns so rare a class"], _told);
    }

    private Dataset Open() => DatasetFolder.Open(Folder, _ => NoImages, _told.Add);

    // Images of 3×2; the first is 0 1 / 2 3 / 4 5.
    private static byte[] Counted(int count) => [.. Header(0x803, count, 3, 2), .. Enumerable.Range(0, count * 6).Select(i => (byte)i)];

    private static byte[] Table(int count) =>
        [.. Header(0xC02, count, 8), .. Header([.. Enumerable.Range(0, count * 8).Select(i => i % 8 == 0 ? i / 8 % 10 : 1000 + i)])];
}
