using System.Text;

namespace Inkling.Data.Tests;

public class DatasetFolderTests : TemporaryFolder
{
    /// <summary>An "image" here is a file of two bytes.</summary>
    private static readonly ImageDecoder TwoBytes = new(1, 1, 2, path => path.EndsWith(".img", StringComparison.Ordinal), path => File.ReadAllBytes(path));

    [Fact]
    public void A_folder_of_idx_files_takes_its_size_and_classes_from_them()
    {
        Write("train-images-idx3-ubyte.gz", Gzip(Images(30, 5, 4)));
        Write("train-labels-idx1-ubyte", Labels(30));
        Write("t10k-images-idx3-ubyte", Images(20, 5, 4));
        Write("t10k-labels-idx1-ubyte", Labels(20));

        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes);

        Assert.Equal((1, 5, 4, 10), (dataset.Channels, dataset.Height, dataset.Width, dataset.ClassNames.Count));
        Assert.Equal((30, 20), (dataset.Train.Count, dataset.Test.Count));
    }

    [Fact]
    public void Idx_files_have_the_class_names_of_the_text_file_beside_them()
    {
        Write("train-images-idx3-ubyte", Images(30, 5, 4));
        Write("train-labels-idx1-ubyte", Labels(30));
        Write("t10k-images-idx3-ubyte", Images(20, 5, 4));
        Write("t10k-labels-idx1-ubyte", Labels(20));
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"class {i}")];

        Write("classes.txt", Encoding.UTF8.GetBytes(string.Join("\r\n", names) + "\r\n\r\n"));
        Assert.Equal(names, DatasetFolder.Open(Folder, _ => TwoBytes).ClassNames);

        Write("classes.txt", "a\nb"u8.ToArray());
        Assert.Contains("classes.txt has 2 names, found label", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes)).Message, StringComparison.Ordinal);
        Write("classes.txt", "a\na\nb"u8.ToArray());
        Assert.Contains("two or more different names", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "test")]
    [InlineData("Train", "Test")]
    [InlineData("training", "testing")]
    [InlineData("train", "val")]
    public void Folders_to_learn_from_and_to_test_on_are_called_as_people_call_them(string train, string test)
    {
        foreach (string name in (string[])["10", "9", "a"])
        {
            Write($"{train}/{name}/0.img", [1, 2]);
            Write($"{test}/{name}/0.img", [3, 4]);
        }

        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes);

        Assert.Equal((3, 3), (dataset.Train.Count, dataset.Test.Count));
        Assert.Equal(["9", "10", "a"], dataset.ClassNames);
        Assert.All(dataset.Test.Read(), sample => Assert.Equal(3, sample.Pixels.Span[0]));
    }

    [Fact]
    public void A_folder_that_is_left_out_is_told()
    {
        foreach (string part in (string[])["train", "test", "val"])
        {
            Write($"{part}/a/0.img", [1, 2]);
            Write($"{part}/b/0.img", [3, 4]);
        }

        var told = new List<string>();
        Assert.Equal(2, DatasetFolder.Open(Folder, _ => TwoBytes, told.Add).Train.Count);

        Assert.EndsWith("val left out beside train and test", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_a_subfolder_per_class_is_split_for_testing()
    {
        for (int i = 0; i < 12; i++)
        {
            Write($"cat/{i:D2}.img", [1, (byte)i]);
            Write($"bird/{i:D2}.img", [2, (byte)i]);
            Write($"bird/{i:D2}.txt", [9]);
        }

        var told = new List<string>();
        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes, told.Add);

        Assert.Equal($"{Folder}: 12 files (12 .txt) left out: no images that are read here", Assert.Single(told));
        Assert.Equal(["bird", "cat"], dataset.ClassNames);
        Assert.Equal((20, 4), (dataset.Train.Count, dataset.Test.Count));
        Assert.All(dataset.Train.Read(), sample => Assert.Equal(sample.Label == 0 ? 2 : 1, sample.Pixels.Span[0]));
        Assert.Equal([5, 11, 5, 11], dataset.Test.Read().Select(sample => (int)sample.Pixels.Span[1]));
    }

    [Fact]
    public void Train_and_test_subfolders_are_taken_as_they_are()
    {
        foreach (string part in new[] { "train", "test" })
        {
            Write($"{part}/a/1.img", [0, 0]);
            Write($"{part}/b/1.img", [0, 0]);
        }

        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes);

        Assert.Equal(["a", "b"], dataset.ClassNames);
        Assert.Equal((2, 2), (dataset.Train.Count, dataset.Test.Count));
    }

    [Theory]
    [InlineData("0_7.img 1_9.img 2_7.img 3_9.img", "7 9", "0 2 | 1 3")]
    [InlineData("cat-01.img cat-02.img dog-01.img dog-03.img", "cat dog", "0 1 | 2 3")]
    [InlineData("x_1_10.img x_2_9.img x_3_9.img x_4_10.img", "9 10", "1 2 | 0 3")]
    public void The_class_may_stand_in_the_names_of_images(string files, string classes, string members)
    {
        foreach (var (index, name) in files.Split(' ').Index())
            Write(name, [(byte)index, 0]);

        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes);

        Assert.Equal(classes.Split(' '), dataset.ClassNames);
        var samples = dataset.Train.Read().Concat(dataset.Test.Read()).OrderBy(sample => sample.Label).ThenBy(sample => sample.Pixels.Span[0]);
        Assert.Equal(members.Replace(" |", "", StringComparison.Ordinal), string.Join(' ', samples.Select(sample => sample.Pixels.Span[0])));
    }

    [Theory]
    [InlineData("1.img 2.img 3.img 4.img")]
    [InlineData("same_1.img same_2.img same_3.img same_4.img")]
    public void Names_in_which_no_class_stands_are_no_data_set(string files)
    {
        Array.ForEach(files.Split(' '), name => Write(name, [0, 0]));
        Assert.EndsWith("found 4 files (4 .img)", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_of_few_images_has_one_to_test_on()
    {
        Array.ForEach(["a/1", "a/2", "a/3", "b/1", "b/2", "c/1"], name => Write($"{name}.img", [0, 0]));

        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes);

        Assert.Equal([0, 0, 1, 2], dataset.Train.Read().Select(sample => sample.Label));
        Assert.Equal([0, 1], dataset.Test.Read().Select(sample => sample.Label));
    }

    [Fact]
    public void A_folder_in_the_folder_is_what_an_archive_was_unpacked_to()
    {
        Write("signs/train/a/1.img", [0, 0]);
        Write("signs/train/b/1.img", [0, 0]);
        Write("signs/test/a/1.img", [0, 0]);
        Write("signs/test/b/1.img", [0, 0]);

        Assert.Equal(["a", "b"], DatasetFolder.Open(Folder, _ => TwoBytes).ClassNames);
        Directory.Delete(At("signs"), recursive: true);
        Array.ForEach(["cat-1", "cat-2", "cat-3", "dog-4", "dog-5", "dog-6"], name => Write($"signs/{name}.img", [0, 0]));
        Write("signs/readme.md", [1]);

        var told = new List<string>();
        Assert.Equal(["cat", "dog"], DatasetFolder.Open(Folder, _ => TwoBytes, told.Add).ClassNames);
        Assert.EndsWith("1 file (1 .md) left out: no images that are read here", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_and_columns_can_be_exchanged()
    {
        Write("train-images-idx3-ubyte", [.. Header(0x803, 1, 2, 3), 1, 2, 3, 4, 5, 6]);
        Write("train-labels-idx1-ubyte", Labels(1));
        Write("t10k-images-idx3-ubyte", [.. Header(0x803, 1, 2, 3), 1, 2, 3, 4, 5, 6]);
        Write("t10k-labels-idx1-ubyte", Labels(1));

        var dataset = DatasetFolder.Open(Folder, _ => TwoBytes).Transposed();

        Assert.Equal((3, 2), (dataset.Height, dataset.Width));
        Assert.Equal([1, 4, 2, 5, 3, 6], dataset.Train.Read().Single().Pixels.ToArray().Select(pixel => (int)pixel));
    }

    [Fact]
    public void A_folder_that_is_neither_and_one_that_is_not_there_are_named()
    {
        Assert.EndsWith("found nothing", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes)).Message, StringComparison.Ordinal);
        Write("a.doc", [1]);
        Write("b.doc", [1]);
        Write("c", [1]);
        Assert.EndsWith("found 3 files (2 .doc, 1 without an ending)", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes)).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<DirectoryNotFoundException>(() => DatasetFolder.Open(At("none"), _ => TwoBytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subfolders_without_an_image_are_no_data_set()
    {
        Write("documents/letter.txt", [1]);
        Write("music/song.txt", [1]);
        Assert.EndsWith("found 2 subfolders without images", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_alone_is_named()
    {
        Write("only/1.img", [0, 0]);

        var error = Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes));

        Assert.EndsWith("expected subfolders of images of two or more classes, found one, 'only'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_folders_are_no_classes()
    {
        foreach (string name in new[] { "a", "b", ".thumbnails" })
            Write($"{name}/1.img", [0, 0]);
        Assert.Equal(["a", "b"], DatasetFolder.Open(Folder, _ => TwoBytes).ClassNames);
    }

    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("a")]
    public void Classes_of_train_and_test_that_differ_are_named(params string[] tested)
    {
        Write("train/a/1.img", [0, 0]);
        Write("train/b/1.img", [0, 0]);
        foreach (string name in tested)
            Write($"test/{name}/1.img", [0, 0]);

        var error = Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes));

        Assert.EndsWith($"expected the classes a, b of train, found {string.Join(", ", tested)}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_another_size_is_named()
    {
        Write("a/1.img", [0, 0]);
        Write("b/odd.img", [0, 0, 0]);

        var error = Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(Folder, _ => TwoBytes).Train.Read().Count());

        Assert.EndsWith("odd.img: expected 2 bytes (1×1×2) of the decoder, found 3", error.Message, StringComparison.Ordinal);
    }
}
