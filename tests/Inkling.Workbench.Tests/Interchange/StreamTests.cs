using Inkling.Digits;
using Inkling.Nn;
using Inkling.TestKit;
using Inkling.Workbench.Chapter;
using Inkling.Workbench.Interchange.Onnx;

namespace Inkling.Workbench.Tests.Interchange;

/// <summary>What is written to a stream is what a file has, and a stream is read as a file is, and left open.</summary>
public class StreamTests
{
    private static readonly Parameters Lenet = DigitModel.OpenShipped("lenet").Parameters;

    [Fact]
    public void Safetensors() => RequireAlike(
        path => Lenet.Save(path), stream => Lenet.Save(stream), stream => Parameters.Load(stream, "a stream"));

    [Fact]
    public void Onnx() => RequireAlike(path => OnnxFile.Save(Lenet, path), stream => OnnxFile.Save(Lenet, stream), read: null);

    [Fact]
    public void Tar() => RequireAlike(
        path => ParameterTar.Save(Lenet, path), stream => ParameterTar.Save(Lenet, stream), stream => ParameterTar.Load(stream, "a stream", Lenet.Network.Prediction.Output));

    [Fact]
    public void What_is_wrong_with_a_stream_is_said_by_its_name()
    {
        Assert.StartsWith("a stream: ", Assert.Throws<InvalidDataException>(() => Parameters.Load(new MemoryStream([1, 2]), "a stream")).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "a stream: ", Assert.Throws<InvalidDataException>(() => ParameterTar.Load(new MemoryStream([1, 2]), "a stream", Lenet.Network.Prediction.Output)).Message, StringComparison.Ordinal);
    }

    private static void RequireAlike(Action<string> toFile, Action<Stream> toStream, Func<Stream, Parameters>? read)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("parameters");
        using var stream = new MemoryStream();
        stream.WriteByte(7);

        toFile(path);
        toStream(stream);

        Assert.Equal(File.ReadAllBytes(path), stream.ToArray()[1..]);
        if (read is null)
            return;
        stream.Position = 1;
        var parameters = read(stream);
        Closeness.RequireEqualBits("values", Lenet.Values.ToArray(), parameters.Values.ToArray());
        Assert.True(stream.CanWrite);
    }
}
