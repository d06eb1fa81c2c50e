using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Inkling.Data.Tests;

/// <summary>Arrays of NumPy under the names that people have them under.</summary>
public class NumPyFilesTests : TemporaryFolder
{
    private static readonly ImageDecoder NoImages = new(1, 1, 2, _ => false, _ => throw new InvalidOperationException());

    private readonly List<string> _told = [];

    [Theory]
    [InlineData("x_train", "y_train", "x_test", "y_test")]
    [InlineData("train_images", "train_labels", "val_images", "val_labels")]
    [InlineData("train-imgs", "train-labels", "test-imgs", "test-labels")]
    public void They_are_found_in_one_file(params string[] names)
    {
        WriteZip("set.npz", (names[0], Bytes(30)), (names[1], Array("|u1", "(30,)", Numbers(30))), (names[2], Bytes(20)), (names[3], Array("|u1", "(20, 1)", Numbers(20))));

        var dataset = DatasetFolder.Open(At("set.npz"), _ => NoImages, _told.Add);

        Assert.Equal((30, 20, 3, 2), (dataset.Train.Count, dataset.Test.Count, dataset.Height, dataset.Width));
        Assert.Equal([6, 7, 8, 9, 10, 11], dataset.Train.Read().ElementAt(1).Pixels.ToArray().Select(pixel => (int)pixel));
        Assert.Equal([0, 1, 2], dataset.Test.Read().Take(3).Select(sample => sample.Label));
        Assert.Empty(_told);
    }

    [Fact]
    public void Arrays_without_a_name_have_that_of_their_file()
    {
        WriteZip("kmnist-train-imgs.npz", ("arr_0", Bytes(30)));
        WriteZip("kmnist-train-labels.npz", ("arr_0", Array("|u1", "(30,)", Numbers(30))));
        Write("kmnist-test-imgs.npy", Bytes(20));
        Write("kmnist-test-labels.npy", Array("|u1", "(20,)", Numbers(20)));

        var dataset = DatasetFolder.Open(Folder, _ => NoImages);

        Assert.Equal((30, 20), (dataset.Train.Count, dataset.Test.Count));
    }

    [Fact]
    public void Without_something_to_test_on_every_sixth_is_and_real_numbers_become_pixels()
    {
        byte[] halves = [.. Enumerable.Range(0, 12).SelectMany(i => BitConverter.GetBytes(i / 12f))];
        WriteZip("set.npz", ("X", Array("<f4", "(12, 1, 1)", halves)), ("y", Array(">i2", "(12,)", [.. Enumerable.Range(0, 12).SelectMany(i => (byte[])[0, (byte)(i % 2)])])));

        var dataset = DatasetFolder.Open(At("set.npz"), _ => NoImages, _told.Add);

        // Of either class six: the last of each.
        Assert.Equal((10, 2), (dataset.Train.Count, dataset.Test.Count));
        Assert.Equal([0, 1], dataset.Test.Read().Select(sample => sample.Label));
        Assert.Equal([212, 234], dataset.Test.Read().Select(sample => (int)sample.Pixels.Span[0])); // 10/12 and 11/12 of 255
        Assert.EndsWith("X.npy: its numbers become pixels: 0 is 0, 1 is 255", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(6, 3, 2, 1)", 3, 2, false)]
    [InlineData("(6, 1, 3, 2)", 3, 2, false)]
    [InlineData("(6, 3, 2, 3)", 3, 2, true)]
    [InlineData("(6, 3, 3, 2)", 3, 2, true)]
    [InlineData("(6, 2, 1, 3)", 2, 1, true)]
    public void Colours_are_first_or_last(string shape, int height, int width, bool isInColor)
    {
        // Red, one colour behind the other or in planes.
        int size = height * width;
        bool areLast = shape.EndsWith(", 3)", StringComparison.Ordinal);
        byte[] image = !isInColor ? [.. Enumerable.Repeat((byte)76, size)] : [.. Enumerable.Range(0, 3 * size).Select(i => (areLast ? i % 3 : i / size) == 0 ? byte.MaxValue : (byte)0)];
        WriteZip("set.npz", ("x_train", Array("|u1", shape, [.. Enumerable.Repeat(image, 6).SelectMany(pixels => pixels)])), ("y_train", Array("|u1", "(6,)", [0, 1, 0, 1, 0, 1])));

        var dataset = DatasetFolder.Open(At("set.npz"), _ => NoImages, _told.Add);

        Assert.Equal((height, width), (dataset.Height, dataset.Width));
        Assert.All(dataset.Train.Read(), sample => Assert.Equal(Enumerable.Repeat((byte)76, size), sample.Pixels.ToArray()));
        Assert.Equal(isInColor, _told.Any(line => line.EndsWith("its colours become gray", StringComparison.Ordinal)));
    }

    [Fact]
    public void True_is_white()
    {
        WriteZip("set.npz", ("x_train", Array("|b1", "(6, 1, 2)", [0, 1, 1, 1, 0, 0, 1, 0, 0, 1, 1, 1])), ("y_train", Array("|u1", "(6,)", [0, 1, 0, 1, 0, 1])));
        Assert.Equal([0, 255], DatasetFolder.Open(At("set.npz"), _ => NoImages).Train.Read().First().Pixels.ToArray().Select(pixel => (int)pixel));
    }

    [Theory]
    [InlineData("'descr': '|u1', 'fortran_order': False, 'shape': (5, 0, 28)", "expected images, [count, rows, columns]")]
    [InlineData("'descr': '|u1', 'fortran_order': False, 'shape': (0, 65536, 65536)", "expected images, [count, rows, columns]")]
    [InlineData("'descr': '<U5', 'fortran_order': False, 'shape': (2,)", "expected an array of numbers, such as '|u1' or '<f4', found '<U5'")]
    [InlineData("'descr': '|u1', 'fortran_order': True, 'shape': (2, 1, 1)", "expected an array in the order of C")]
    [InlineData("'descr': '|u1', 'fortran_order': False, 'shape': (2, -1, 1)", "expected an array of 1 to 4 dimensions, found shape (2, -1, 1)")]
    [InlineData("'descr': '|u1', 'fortran_order': False, 'shape': (3, 1, 1)", "expected 3 bytes of numbers, found the end after 2")]
    [InlineData("'descr': '|u1', 'fortran_order': False, 'shape': (2000000000, 2000000000, 4)", "are more than one array can hold")]
    public void What_is_wrong_with_an_array_is_named(string header, string words)
    {
        WriteZip("set.npz", ("x_train", Array(header, [1, 2])), ("y_train", Array("|u1", "(2,)", [0, 1])));

        var error = Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(At("set.npz"), _ => NoImages));

        Assert.StartsWith($"{At("set.npz")}: x_train.npy: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_without_labels_are_refused_and_a_file_without_images_is_no_data_set()
    {
        WriteZip("set.npz", ("x_train", Bytes(2)), ("weights", Bytes(1)));
        WriteZip("other.npz", ("weights", Bytes(1)));

        Assert.EndsWith("expected labels for 'x_train', found only 'x_train', 'weights'", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(At("set.npz"), _ => NoImages)).Message, StringComparison.Ordinal);
        Assert.EndsWith("found a file of another kind", Assert.Throws<InvalidDataException>(() => DatasetFolder.Open(At("other.npz"), _ => NoImages)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbled_files_are_invalid_data_and_nothing_else()
    {
        WriteZip("set.npz", ("x_train", Bytes(20)), ("y_train", Array("|u1", "(20,)", Numbers(20))));
        byte[] whole = File.ReadAllBytes(At("set.npz"));
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = [.. whole];
            for (int change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            string path = Write("garbled.npz", i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);

            var error = Record.Exception(() => DatasetFolder.Open(path, _ => NoImages));

            Assert.True(error is null or InvalidDataException, $"case {i}: {error}");
        }
    }

    private void WriteZip(string name, params (string Name, byte[] Content)[] arrays)
    {
        using var zip = ZipFile.Open(At(name), ZipArchiveMode.Create);
        foreach (var (array, content) in arrays)
        {
            using var entry = zip.CreateEntry($"{array}.npy").Open();
            entry.Write(content);
        }
    }

    // Images of 3×2, counted through.
    private static byte[] Bytes(int count) => Array("|u1", $"({count}, 3, 2)", [.. Enumerable.Range(0, count * 6).Select(i => (byte)i)]);

    private static byte[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    private static byte[] Array(string type, string shape, byte[] numbers) => Array($"'descr': '{type}', 'fortran_order': False, 'shape': {shape}", numbers);

    private static byte[] Array(string header, byte[] numbers)
    {
        byte[] words = Encoding.ASCII.GetBytes($"{{{header}, }}\n"), length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)words.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. words, .. numbers];
    }
}
