using Inkling.Bench.Peers;
using Inkling.Bench.Recognition;
using Microsoft.ML.OnnxRuntime;

namespace Inkling.Bench.OnnxRuntime;

/// <summary>ONNX Runtime on the same parameters, memory for input and output bound beforehand; its model takes floats that are scaled already, or bytes.</summary>
internal sealed class OnnxRecognition : IRecognizingContender
{
    public const string Library = "onnxruntime";

    private readonly byte[] _model;
    private readonly float[] _probabilities;
    private readonly RunOptions _options = new();
    private readonly Dictionary<int, InferenceSession> _sessions = [];
    private readonly OrtValue[] _ones;
    private readonly OrtValue _one;
    private readonly OrtValue _allIn;
    private readonly OrtValue _allOut;

    private OnnxRecognition(DigitSet digits, byte[] model)
    {
        _model = model;
        _probabilities = new float[digits.Count * 10];
        bool takesBytes = Session(1).InputMetadata.Values.Single().ElementType == typeof(byte);
        float[] floats = digits.ToFloats();
        _ones = [.. Enumerable.Range(0, digits.Count).Select(i => Images(i, 1))];
        _one = Value<float>(new float[10], 1, 10);
        _allIn = Images(0, digits.Count);
        _allOut = Value<float>(_probabilities, digits.Count, 10);

        OrtValue Images(int from, int count) => takesBytes
            ? Value<byte>(digits.Pixels.AsMemory(from * DigitSet.PixelCount, count * DigitSet.PixelCount), count, 1, 28, 28)
            : Value<float>(floats.AsMemory(from * DigitSet.PixelCount, count * DigitSet.PixelCount), count, 1, 28, 28);
    }

    public string Name => Library;

    public string? Unavailable => null;

    /// <param name="digits">What is recognised.</param>
    /// <param name="model">The bytes of an ONNX file with one input and one output.</param>
    public static IRecognizingContender Create(DigitSet digits, byte[] model)
    {
        try
        {
            return new OnnxRecognition(digits, model);
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
        return _probabilities;
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
