using Inkling.Bench.Peers;
using Inkling.Bench.Recognition;
using Inkling.Nn;

namespace Inkling.Bench.Ours;

/// <summary>Our own side: <see cref="Inference"/> as a user has it, from bytes, their scaling included. Threads each take an equal part.</summary>
internal sealed class InklingRecognition(DigitSet digits, Parameters parameters) : IRecognizingContender
{
    private const int Classes = 10;

    private readonly Inference _inference = new(parameters);
    private readonly float[] _one = new float[Classes];
    private readonly float[] _all = new float[digits.Count * Classes];

    public string Name => InklingTraining.Library;

    public string? Unavailable => null;

    public void RecognizeOne(int image) => _inference.Infer(digits.Pixels.AsSpan(image * DigitSet.PixelCount, DigitSet.PixelCount), _one);

    public ReadOnlySpan<float> RecognizeAll(int threads)
    {
        if (threads == 1)
            _inference.Infer(digits.Pixels, _all);
        else
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => RecognizePart(part, threads));
        return _all;
    }

    public void Dispose()
    {
    }

    private void RecognizePart(int part, int parts)
    {
        int from = digits.Count * part / parts, to = digits.Count * (part + 1) / parts;
        _inference.Infer(
            digits.Pixels.AsSpan(from * DigitSet.PixelCount, (to - from) * DigitSet.PixelCount), _all.AsSpan(from * Classes, (to - from) * Classes));
    }
}
