using System.Buffers.Binary;

namespace Inkling.Acceptance.BadInput;

public class BadFileTests : TemporaryFolder
{
    [Fact]
    public void A_missing_image_is_named() => RecognizeFails(At("none.png"), "none.png");

    [Fact]
    public void An_empty_image_is_named() => RecognizeFails(Write("empty.png", []), "empty.png");

    [Fact]
    public void A_text_called_png_is_named() => RecognizeFails(Write("text.png", "not an image at all"u8.ToArray()), "text.png");

    [Fact]
    public void A_missing_model_is_named() => Fails(1, "no-such-model", "recognize", Write("x.png", [1]), "--model", "no-such-model");

    [Fact]
    public void A_damaged_model_is_named() => Fails(1, "bad.safetensors", "evaluate", Write("bad.safetensors", [1, 2, 3]), "--dataset", "synthetic");

    [Theory]
    [InlineData("model.pth", "PK\u0003\u0004 archive", "found a zip, as PyTorch (.pth) and Keras (.keras) write them")]
    [InlineData("model.h5", "\u0089HDF\r\n\u001a\n", "found an HDF5 file, as Keras (.h5) writes them")]
    [InlineData("model.pkl", "\u0080\u0004\u0095 scikit-learn", "found a pickle of Python")]
    [InlineData("model.tflite", "\u001c\u0000\u0000\u0000TFL3", "found a model of TensorFlow Lite")]
    [InlineData("model.onnx", "\u0008\u0007\u0012\u0007pytorch\u003a\u0000", "this ONNX model was not written by Inkling; networks of others cannot be read")]
    public void A_model_of_another_program_is_called_by_its_name(string name, string start, string words) =>
        Fails(1, words, "evaluate", Write(name, System.Text.Encoding.Latin1.GetBytes(start)), "--dataset", "synthetic");

    [Fact]
    public void A_truncated_idx_file_is_named() => TrainFails("train-images-idx3-ubyte", Images(100)[..^5], Labels(100));

    [Fact]
    public void A_wrong_magic_number_is_named() => TrainFails("train-images-idx3-ubyte", [9, 9, 9, 9, .. Images(100)[4..]], Labels(100));

    [Fact]
    public void Too_few_labels_are_named() => TrainFails("train-labels-idx1-ubyte", Images(100), Labels(99));

    [Fact]
    public void A_label_out_of_range_is_named()
    {
        // A folder of IDX files takes as many classes as the training labels have; a test label beyond them is wrong.
        byte[] labels = Labels(100);
        labels[^1] = 11;
        WriteDataset(Images(100), Labels(100), labels);

        Fails(1, "label 11 at index 99, expected 0..9", "train", "--dataset", Folder, "--batch-size", "10", "--output", At("run"));
    }

    [Fact]
    public void An_existing_run_folder_is_left_alone()
    {
        Write("precious.txt", [1]);

        Fails(1, "exists already", "train", "softmax", "--dataset", "synthetic", "--limit", "128", "--output", Folder);

        Assert.Single(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        string file = Write("file", [1]);

        Fails(1, file, "train", "softmax", "--dataset", "synthetic", "--limit", "128", "--output", Path.Combine(file, "run"));
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused()
    {
        foreach (string model in new[] { "softmax", "mlp" })
            Tool.Run("train", model, "--dataset", "synthetic", "--limit", "128", "--passes", "1", "--output", At(model)).Expect(0);
        File.Copy(Path.Combine(At("mlp"), "checkpoint"), Path.Combine(At("softmax"), "checkpoint"), overwrite: true);

        Fails(1, "a checkpoint of another network", "train", "--resume", At("softmax"));
    }

    [Fact]
    public void A_folder_that_is_no_run_cannot_be_resumed() => Fails(1, "run.json", "train", "--resume", Folder);

    private void RecognizeFails(string image, string words)
    {
        Tool.Run("train", "softmax", "--dataset", "synthetic", "--limit", "128", "--passes", "1", "--output", At("model")).Expect(0);
        Fails(1, words, "recognize", image, "--model", At("model"));

        var json = Tool.Run("recognize", image, "--model", At("model"), "--json").Expect(1).Json;
        Assert.Equal(["file", "error"], json.EnumerateObject().Select(property => property.Name));
    }

    private void TrainFails(string file, byte[] images, byte[] labels)
    {
        WriteDataset(images, labels, Labels(100));

        Fails(1, file, "train", "--dataset", Folder, "--batch-size", "10", "--output", At("run"));

        Assert.False(Directory.Exists(At("run")));
    }

    private void WriteDataset(byte[] images, byte[] labels, byte[] testLabels)
    {
        Write("train-images-idx3-ubyte", images);
        Write("train-labels-idx1-ubyte", labels);
        Write("t10k-images-idx3-ubyte", Images(100));
        Write("t10k-labels-idx1-ubyte", testLabels);
    }

    private static void Fails(int exitCode, string words, params string[] arguments)
    {
        var result = Tool.Run(arguments).Expect(exitCode);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.StartsWith("inkling: ", result.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static byte[] Images(int count) => [.. Header(0x803, count, 28, 28), .. new byte[count * 28 * 28]];

    private static byte[] Labels(int count) => [.. Header(0x801, count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];

    private static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(int)];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        return bytes;
    }
}
