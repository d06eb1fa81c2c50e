using Inkling.Bench.Recognition;
using Inkling.Nn;

namespace Inkling.Bench.Ours;

/// <summary>Our own side: <see cref="Inference"/> as a user has it, from bytes, their scaling included. Threads each take an equal part.</summary>
internal sealed class InklingRecognition(Pictures pictures, Parameters parameters) : IRecognizingContender
{
    private readonly Inference _inference = new(parameters);
    private readonly float[] _one = new float[parameters.Network.Output.Shape.Size];
    private readonly float[] _all = new float[pictures.Count * parameters.Network.Output.Shape.Size];

    public string Name => InklingTraining.Library;

    public string? Unavailable => null;

    public void RecognizeOne(int image) => _inference.Infer(pictures.One(image).Span, _one);

    public ReadOnlySpan<float> RecognizeAll(int threads)
    {
        if (threads == 1)
            _inference.Infer(pictures.Pixels, _all);
        else
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => RecognizePart(part, threads));
        return _all;
    }

    public void Dispose()
    {
    }

    private void RecognizePart(int part, int parts)
    {
        int from = pictures.Count * part / parts, to = pictures.Count * (part + 1) / parts;
        _inference.Infer(pictures.Pixels.AsSpan(from * pictures.Size, (to - from) * pictures.Size), _all.AsSpan(from * _one.Length, (to - from) * _one.Length));
    }
}
