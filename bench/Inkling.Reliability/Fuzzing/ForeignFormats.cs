using System.IO.Compression;
using Inkling.Data;
using Inkling.Data.Synthetic;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;
using Inkling.Workbench.Chapter;
using Inkling.Workbench.Interchange;
using Inkling.Workbench.Interchange.Onnx;
using SkiaSharp;

namespace Inkling.Reliability.Fuzzing;

/// <summary>All kinds of bytes that Inkling takes from elsewhere. Readers of paths read from a folder of the caller's.</summary>
internal sealed class ForeignFormats
{
    private const int Count = 12;

    private readonly string _folder;
    private readonly Recognizer _recognizer = new(DigitModel.Open("lenet"));

    private ForeignFormats(string folder) => _folder = folder;

    /// <summary>The formats.</summary>
    /// <param name="folder">An empty folder for files; on a disk in memory it goes faster.</param>
    public static IReadOnlyList<ForeignFormat> All(string folder)
    {
        var formats = new ForeignFormats(folder);
        return
        [
            formats.Idx(), formats.PackedIdx(), formats.Samples(), formats.ParameterFiles(), formats.Checkpoints(), formats.Tar(), formats.Onnx(), formats.RunRecords(),
            .. formats.Images(),
        ];
    }

    private static Sample[] Digits { get; } = [.. SyntheticDigits.Test(Count).Read()];

    private static Layer Network { get; } = Layer.Image("pixel", 1, 6, 6).Convolution(2, 3, Activation.Relu).MaxPool(2, padding: 1).FullyConnected(3, Activation.Softmax);

    private static byte[] IdxBytes { get; } =
        [0, 0, 8, 3, 0, 0, 0, Count, 0, 0, 0, 28, 0, 0, 0, 28, .. Digits.SelectMany(digit => digit.Pixels.ToArray())];

    private ForeignFormat Idx() => new("IDX", [IdxBytes], FromFile("idx", path => IdxFile.Read(path, rank: 3)));

    private ForeignFormat PackedIdx()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(IdxBytes);
        return new("IDX in gzip", [packed.ToArray()], FromFile("idx.gz", path => IdxFile.Read(path, rank: 3)));
    }

    private ForeignFormat Samples() => new(
        "samples", [Written("a.samples", path => SampleFile.Write(path, Digits))],
        FromFile("samples", path => SampleFile.Open(path).Read().Read().Count()));

    private ForeignFormat ParameterFiles() => new(
        "parameters (safetensors)", [Written("a.safetensors", path => Parameters.Create(Network).Save(path))],
        bytes => Use(Parameters.Parse("parameters", bytes)), Repairs.Safetensors);

    private ForeignFormat Checkpoints()
    {
        byte[] sound = Written("a.checkpoint", path => Checkpoint.Save(NewTrainer(), path));
        return new("checkpoint", [sound], FromFile("checkpoint", path => Checkpoint.Restore(NewTrainer(), path)), Repairs.Safetensors);
    }

    private ForeignFormat Tar() => new(
        "parameter tar", [Written("a.tar", path => ParameterTar.Save(Parameters.Create(Network), path))],
        FromFile("tar", path => ParameterTar.Load(path, Network)), Repairs.Tar);

    private ForeignFormat Onnx() => new(
        "ONNX", [Written("a.onnx", path => OnnxFile.Save(Parameters.Create(Network), path))], bytes => Use(OnnxFile.Parse("model", bytes)));

    private ForeignFormat RunRecords()
    {
        string run = Path.Combine(_folder, "run"), path = Path.Combine(run, "run.json");
        var data = SyntheticDigits.Load(trainCount: 64, testCount: 16);
        var settings = new RunSettings(Recipe.Default("softmax") with { Passes = 1, BatchSize = 32 }, data.Name);
        new TrainingRun(settings, data, threads: 1).Start(RunFolder.Create(run), _ => { });
        return new("run.json", [File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            RunFolder.Open(run).ReadRecord();
        });
    }

    private IEnumerable<ForeignFormat> Images()
    {
        using var drawn = Drawn();
        byte[] png = Encoded(drawn, SKEncodedImageFormat.Png), jpeg = Encoded(drawn, SKEncodedImageFormat.Jpeg), webp = Encoded(drawn, SKEncodedImageFormat.Webp);
        yield return Image("PNG", png, Repairs.Png);
        yield return Image("JPEG", jpeg);
        yield return Image("WebP", webp);
        yield return Image("BMP", Bitmaps.Bmp(drawn));
        yield return Image("GIF", Bitmaps.Gif(drawn));
    }

    /// <remarks>The most pixels that an image may have, in gray and in colours, and what is made of them.</remarks>
    private ForeignFormat Image(string name, byte[] sound, Func<byte[], byte[]>? repair = null) => new(
        $"image: {name}", [sound],
        bytes =>
        {
            using var stream = new MemoryStream(bytes);
            _recognizer.Read(ImageFile.Load(stream, "image"));
        },
        repair, MostAllocated: 1L << 30);

    private static void Use(Parameters parameters)
    {
        try
        {
            var recognizer = new Recognizer(new DigitModel(parameters));
            recognizer.Recognize(new byte[parameters.Network.DataInputs.Single().Shape.Size]);
        }
        catch (ArgumentException)
        {
            // A sound file, but of a network that reads something other than one gray image.
        }
    }

    private Action<byte[]> FromFile<T>(string name, Func<string, T> read)
    {
        string path = Path.Combine(_folder, name);
        return bytes =>
        {
            File.WriteAllBytes(path, bytes);
            read(path);
        };
    }

    private byte[] Written(string name, Action<string> write)
    {
        string path = Path.Combine(_folder, name);
        write(path);
        return File.ReadAllBytes(path);
    }

    private static Trainer NewTrainer()
    {
        var cost = Cost.Classification(Network, Layer.Label("label", 3));
        return new(cost, Parameters.Create(cost), new Momentum(Schedule.Constant(0.1)), threads: 1);
    }

    private static SKBitmap Drawn()
    {
        var bitmap = new SKBitmap(48, 40);
        using var canvas = new SKCanvas(bitmap);
        using var pen = new SKPaint { Color = SKColors.DarkBlue, StrokeWidth = 4, IsStroke = true, IsAntialias = true };
        canvas.Clear(SKColors.Beige);
        canvas.DrawOval(24, 20, 9, 14, pen);
        return bitmap;
    }

    private static byte[] Encoded(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 85);
        return data.ToArray();
    }
}
