using System.Text.RegularExpressions;
using CsCheck;
using Inkling.TestKit;

namespace Inkling.Nn.Tests;

/// <summary>Whatever a file holds, loading it either succeeds or says InvalidDataException.</summary>
[Trait(VectorPath.Runs, VectorPath.Once)]
public partial class GarbledFileTests
{
    private const int Iterations = 2000;

    private static readonly byte[] Sound = Save(
        Layer.Image("pixel", 1, 6, 6).Convolution(2, 3, Activation.Relu).MaxPool(2, padding: 1).FullyConnected(4, Activation.Tanh)
            .FullyConnected(3, Activation.Softmax));

    // Numbers that extents, counts and offsets are not, or nearly are not.
    private static readonly string[] Numbers =
        ["-1", "0", "1", "2", "3", "7", "1000", "65536", "1073741824", "2147483647", "4294967296", "99999999999999999999", "1e9", "1e999", "0.5", "-0"];

    private static readonly string[] Words = ["null", "true", "\"x\"", "[]", "{}", "[1,2,3]", "\"\"", "\"fc\"", "\"label\"", "\"softmax\"", "\"F16\""];

    private static readonly Gen<byte[]> Flipped =
        Gen.Select(Gen.Int[0, Sound.Length - 1], Gen.Byte).Array[1, 4].Select(changes =>
        {
            byte[] bytes = [.. Sound];
            foreach (var (at, value) in changes)
                bytes[at] = value;
            return bytes;
        });

    private static readonly Gen<byte[]> Cut = Gen.Int[0, Sound.Length - 1].Select(length => Sound[..length]);

    private static readonly Gen<byte[]> Spliced =
        Gen.Select(Gen.Int[0, Sound.Length], Gen.Int[0, Sound.Length], Gen.Int[0, Sound.Length])
            .Select((a, b, c) => (byte[])[.. Sound[..a], .. Sound[Math.Min(b, c)..Math.Max(b, c)], .. Sound[a..]]);

    // The JSON stays JSON, and its length right: only what it says is wrong. This gets furthest into the reader.
    private static readonly Gen<byte[]> Reworded =
        Gen.Select(Gen.Int[0, 100_000], AnyOf(Numbers), AnyOf(Words), Gen.Int[0, 4]).Array[1, 2].Select(changes =>
        {
            var (header, values) = FileBytes.Split(Sound);
            foreach (var (at, number, word, kind) in changes)
                header = Replace(header, kind == 0 ? Token() : Number(), at, kind <= 1 ? word : number);
            return FileBytes.Of(header, values);
        });

    [Fact]
    public void A_sound_file_loads() => Assert.Null(Load(Sound));

    [Fact]
    public void Changed_bytes_give_only_InvalidDataException() => Flipped.Sample(Check, iter: Iterations);

    [Fact]
    public void A_cut_file_gives_only_InvalidDataException() => Cut.Sample(bytes => Assert.NotNull(Load(bytes)), iter: Iterations);

    [Fact]
    public void Repeated_parts_give_only_InvalidDataException() => Spliced.Sample(Check, iter: Iterations);

    [Fact]
    public void A_header_that_says_something_else_gives_only_InvalidDataException() => Reworded.Sample(Check, iter: 2 * Iterations);

    private static Gen<string> AnyOf(string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Check(byte[] bytes) => Load(bytes);

    // Any other exception leaves and fails the test.
    private static InvalidDataException? Load(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        File.WriteAllBytes(path, bytes);
        try
        {
            var parameters = Parameters.Load(path);
            if (parameters.Network.DataInputs.Count() == 1)
                Infer(new Inference(parameters), parameters.Network.DataInputs.Single());
            return null;
        }
        catch (InvalidDataException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            return e;
        }
    }

    // A few changed bytes are enough to make an input of pixels one of numbers, which asks for numbers.
    private static void Infer(Inference inference, DataInput input)
    {
        if (input.Scaling is null)
            inference.InferValues(new float[input.Shape.Size]);
        else
            inference.Infer(new byte[input.Shape.Size]);
    }

    private static byte[] Save(Layer layer)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.safetensors");
        Parameters.Create(layer).Save(path);
        return File.ReadAllBytes(path);
    }

    private static string Replace(string text, Regex what, int index, string with)
    {
        var matches = what.Matches(text);
        var match = matches[index % matches.Count];
        return $"{text[..match.Index]}{with}{text[(match.Index + match.Length)..]}";
    }

    [GeneratedRegex(@"(?<=[\[:,])-?\d+(\.\d+)?")]
    private static partial Regex Number();

    // Within the topology, which is a string of the header, quotes are escaped.
    [GeneratedRegex(@"(?<=[\[:,])(""[^""\\]*""|\\u0022\w*\\u0022|true|false|-?\d+)")]
    private static partial Regex Token();
}
