using System.Runtime.InteropServices;
using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>Connectionist temporal classification: cost = −log p(labels | columns), gradient of the logits = softmax − occupancy; see <see cref="CtcAlignments"/>.</summary>
/// <remarks>Its sums are doubles, in buffers of floats: two floats for each.</remarks>
internal sealed class CtcCost : Cost
{
    private const string Word = "ctc";
    private const int FloatsPerDouble = sizeof(double) / sizeof(float);

    private readonly LabelSequenceInput _labels;

    public CtcCost(Layer prediction, LabelSequenceInput labels)
        : base(prediction, prediction, labels)
    {
        if (prediction.Shape is not { Height: 1 } || prediction.Shape.Channels != labels.Classes + 1)
        {
            throw new ArgumentException(
                $"{Word}: prediction expected {labels.Classes + 1}×1×columns (classes of '{labels.GivenName}' and the blank), got {prediction.Shape}", nameof(prediction));
        }

        _labels = labels;
        Memory = new(
            Scratch: FloatsPerDouble * CtcAlignments.ScratchLength(labels.Classes, labels.MaxLength),
            Saved: checked(FloatsPerDouble * CtcAlignments.SavedLength(Steps, labels.MaxLength)));
    }

    protected internal override LayerMemory Memory { get; }

    protected internal override string Settings => Word;

    private int Steps => Prediction.Shape.Width;

    protected internal override void Forward(LayerWorkspace work)
    {
        for (int n = 0; n < work.Count; n++)
        {
            var labels = work.InputWork(1).LabelsOf(n);
            CheckColumns(n, work.Count, labels);
            work.Output[n] = (float)CtcAlignments.Forward(_labels.Classes, Steps, labels, Logits(work, n), Saved(work, n));
        }
    }

    protected internal override void Backward(LayerWorkspace work)
    {
        var scratch = MemoryMarshal.Cast<float, double>(work.Scratch);
        int size = Prediction.Shape.Size;
        for (int n = 0; n < work.Count; n++)
        {
            CtcAlignments.Backward(
                _labels.Classes, Steps, work.InputWork(1).LabelsOf(n), Logits(work, n), Saved(work, n), work.OutputGradient[n], scratch,
                work.InputGradient().Slice(n * size, size));
        }
    }

    protected internal override ReadOnlySpan<float> PredictionOf(LayerWorkspace work) => work.Input();

    private ReadOnlySpan<float> Logits(LayerWorkspace work, int sample) => work.Input().Slice(sample * Prediction.Shape.Size, Prediction.Shape.Size);

    private Span<double> Saved(LayerWorkspace work, int sample) =>
        MemoryMarshal.Cast<float, double>(work.Saved.Slice(sample * Memory.Saved, Memory.Saved));

    internal void CheckColumns(int sample, int samples, ReadOnlySpan<int> labels)
    {
        int repeats = CtcAlignments.Repeats(labels), needed = labels.Length + repeats;
        if (needed > Steps)
        {
            throw new ArgumentException(
                $"{Word}: sample {sample} of {samples} ({string.Join(' ', labels.ToArray())}): {labels.Length} labels, of which {repeats} equal the one before, "
                + $"need {needed} columns, got {Steps}");
        }
    }
}
