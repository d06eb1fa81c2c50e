using Inkling.Bench.Peers;
using Inkling.Bench.Recognition;
using Microsoft.ML.OnnxRuntime;

namespace Inkling.Bench.OnnxRuntime;

/// <summary>ONNX Runtime on the same parameters, memory for input and output bound beforehand; its model takes floats that are scaled already, or bytes.</summary>
internal sealed class OnnxRecognition : IRecognizingContender
{
    public const string Library = "onnxruntime";

    private readonly byte[] _model;
    private readonly float[] _results;
    private readonly RunOptions _options = new();
    private readonly Dictionary<int, InferenceSession> _sessions = [];
    private readonly OrtValue[] _ones;
    private readonly OrtValue _one;
    private readonly OrtValue _allIn;
    private readonly OrtValue _allOut;

    private OnnxRecognition(Pictures pictures, byte[] model)
    {
        _model = model;
        bool takesBytes = Session(1).InputMetadata.Values.Single().ElementType == typeof(byte);
        long[] outputs = [.. Session(1).OutputMetadata.Values.Single().Dimensions.Skip(1).Select(extent => (long)extent)];
        int size = (int)outputs.Aggregate((a, b) => a * b);
        _results = new float[pictures.Count * size];

        // Ink, 255, as 1, and paper, 0, as −1.
        float[] floats = takesBytes ? [] : Array.ConvertAll(pictures.Pixels, pixel => pixel * (2f / 255) - 1);
        _ones = [.. Enumerable.Range(0, pictures.Count).Select(i => Images(i, 1))];
        _one = Value<float>(new float[size], [1, .. outputs]);
        _allIn = Images(0, pictures.Count);
        _allOut = Value<float>(_results, [pictures.Count, .. outputs]);

        OrtValue Images(int from, int count) => takesBytes
            ? Value<byte>(pictures.Pixels.AsMemory(from * pictures.Size, count * pictures.Size), count, 1, pictures.Height, pictures.Width)
            : Value<float>(floats.AsMemory(from * pictures.Size, count * pictures.Size), count, 1, pictures.Height, pictures.Width);
    }

    public string Name => Library;

    public string? Unavailable => null;

    /// <param name="pictures">What is recognised.</param>
    /// <param name="model">The bytes of an ONNX file with one input and one output.</param>
    public static IRecognizingContender Create(Pictures pictures, byte[] model)
    {
        try
        {
            return new OnnxRecognition(pictures, model);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException)
        {
            return new UnavailableRecognition(Library, exception.GetBaseException().Message.Split('\n')[0]);
        }
    }

    public void RecognizeOne(int image) => Run(1, _ones[image], _one);

    public ReadOnlySpan<float> RecognizeAll(int threads)
    {
        Run(threads, _allIn, _allOut);
        return _results;
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
            session.Dispose();
        Array.ForEach(_ones, value => value.Dispose());
        _one.Dispose();
        _allIn.Dispose();
        _allOut.Dispose();
        _options.Dispose();
    }

    private void Run(int threads, OrtValue input, OrtValue output)
    {
        var session = Session(threads);
        session.Run(_options, session.InputNames, [input], session.OutputNames, [output]);
    }

    private InferenceSession Session(int threads)
    {
        if (!_sessions.TryGetValue(threads, out var session))
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            };
            _sessions.Add(threads, session = new InferenceSession(_model, options));
        }

        return session;
    }

    private static OrtValue Value<T>(Memory<T> memory, params long[] extents)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, extents);
}
