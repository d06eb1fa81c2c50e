using Inkling.Bench.Peers;
using Inkling.Bench.Recognition;
using Inkling.Nn;
using Microsoft.ML.OnnxRuntime;

namespace Inkling.Bench.OnnxRuntime;

/// <summary>ONNX Runtime on the same parameters: floats that are scaled already, memory for input and output bound beforehand.</summary>
internal sealed class OnnxRecognition : IRecognizingContender
{
    public const string Library = "onnxruntime";

    private readonly byte[] _model;
    private readonly float[] _pixels;
    private readonly float[] _probabilities;
    private readonly RunOptions _options = new();
    private readonly Dictionary<int, InferenceSession> _sessions = [];
    private readonly OrtValue[] _ones;
    private readonly OrtValue _one;
    private readonly OrtValue _allIn;
    private readonly OrtValue _allOut;

    private OnnxRecognition(DigitSet digits, Parameters parameters)
    {
        _model = LeNetOnnx.Write(parameters);
        _pixels = digits.ToFloats();
        _probabilities = new float[digits.Count * 10];
        _ones = [.. Enumerable.Range(0, digits.Count).Select(i => Value(_pixels.AsMemory(i * DigitSet.PixelCount, DigitSet.PixelCount), 1, 1, 28, 28))];
        _one = Value(new float[10], 1, 10);
        _allIn = Value(_pixels, digits.Count, 1, 28, 28);
        _allOut = Value(_probabilities, digits.Count, 10);
    }

    public string Name => Library;

    public string? Unavailable => null;

    public static IRecognizingContender Create(DigitSet digits, Parameters parameters)
    {
        try
        {
            var contender = new OnnxRecognition(digits, parameters);
            contender.Session(1);
            return contender;
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

    private void Run(int threads, OrtValue input, OrtValue output) =>
        Session(threads).Run(_options, [LeNetOnnx.Input], [input], [LeNetOnnx.Output], [output]);

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

    private static OrtValue Value(Memory<float> memory, params long[] extents) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, extents);
}
