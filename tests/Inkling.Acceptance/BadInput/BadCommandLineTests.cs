namespace Inkling.Acceptance.BadInput;

public class BadCommandLineTests : TemporaryFolder
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "train resnet", "resnet" },
        { "train --passes 0", "--passes: expected a whole number of 1 or more, got '0'" },
        { "train --passes many", "many" },
        { "train --batch-size -1", "--batch-size" },
        { "train --learning-rate fast", "--learning-rate: expected a number above 0, got 'fast'" },
        { "train --learning-rate NaN", "--learning-rate: expected a number above 0, got 'NaN'" },
        { "train --momentum 1", "--momentum: expected a number of 0 or more and below 1, got '1'" },
        { "train --schedule zigzag", "zigzag" },
        { "train --turbo", "--turbo" },
        { "train --resume somewhere --batch-size 3", "--batch-size: cannot be given with --resume" },
        { "train --validation 1000000 --dataset synthetic", "validation 1000000: expected fewer than the" },
        { "train --image-size 28", "--image-size: expected WIDTHxHEIGHT, as in 32x32, got '28'" },
        { "train --image-size 32x32 --dataset synthetic", "image size 32×32: the images of 'synthetic' have a size of their own, 28×28" },
        { "train --prepare blur", "blur" },
        { "train mlp --hidden 3;4 --dataset synthetic", "hidden '3;4': expected up to 8 numbers from 1 to 4096 with commas between, as in 128,64" },
        { "train deep --activation tanh --dataset synthetic", "model 'deep': hidden layers, activation and dropout can be chosen of mlp and lenet alone" },
        { "train mlp --activation bend", "bend" },
        { "train mlp --dropout 1", "--dropout: expected a number of 0 or more and below 1, got '1'" },
        { "export lenet", "--to" },
        { "export lenet --to model.pt", "--to model.pt: expected a name that ends in .onnx, .safetensors, .tar" },
        { "export lenet --to model.onnx --half", "--half: expected a file that ends in .safetensors, got 'model.onnx'" },
        { "import model.pth --network resnet --to model.safetensors", "resnet" },
        { "import model.pth --network mlp --to model.onnx", "--to model.onnx: expected a name that ends in .safetensors" },
        { "serve --allow-origin https://example.org/", "--allow-origin: expected an origin, as https://example.org, got 'https://example.org/'" },
        { "serve --public-url example.org", "--public-url: expected an address, as https://example.org/digits/, got 'example.org'" },
        { "trian", "inkling: Unrecognized command or argument 'trian'.\ninkling: did you mean train?\n" },
        { "--quiet", "inkling: expected a verb: train, evaluate, " },
        { "dataset", "inkling: expected a verb: " },
        { "train --bach-size 3", "did you mean --batch-size?" },
        { "recognize x.png --verbos", "--verbos: there is no such option\ninkling: did you mean --verbose?" },
        { "fly", "fly" },
        { "recognize", "recognize" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_command_line_is_exit_code_2_and_says_what_is_wrong(string arguments, string words)
    {
        string[] output = arguments.StartsWith("train", StringComparison.Ordinal) && !arguments.Contains("--resume", StringComparison.Ordinal) ? ["--output", At("run")] : [];

        var result = Tool.Run([.. arguments.Split(' '), .. output]).Expect(2);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.All(result.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("inkling: ", line, StringComparison.Ordinal));
        Assert.Empty(result.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public void A_vector_path_that_there_is_not_is_named()
    {
        var result = Tool.Run(new Dictionary<string, string> { ["INKLING_SIMD"] = "wide" }, "info").Expect(2);

        Assert.Equal("inkling: INKLING_SIMD: expected scalar, 128, 256 or 512, got 'wide'\n", result.Error);
    }
}
