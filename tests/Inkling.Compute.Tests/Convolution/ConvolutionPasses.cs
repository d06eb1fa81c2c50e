using Inkling.TestKit;

namespace Inkling.Compute.Tests;

/// <summary>The three passes of a convolution over guarded memory; before each, scratch memory is NaN, so that nobody relies on its content.</summary>
internal sealed class ConvolutionPasses
{
    private readonly ConvolutionExtents _extents;
    private readonly Convolution _plan;
    private readonly Guarded<float> _packed;
    private readonly Guarded<float> _scratch, _forwardScratch;

    public ConvolutionPasses(SimdWidth width, ConvolutionExtents e, float[] weights)
    {
        _extents = e;
        _plan = Convolution.Create(width, new(e.Channels, e.Height, e.Width, e.Filters, e.FilterSize, e.Stride, e.Padding, e.Dilation, e.Groups));
        _packed = new(_plan.PackedLength, float.NaN);
        _scratch = new(_plan.ScratchLength, float.NaN);
        _forwardScratch = new(_plan.ForwardScratchLength, float.NaN);
        _plan.PackWeights(new Guarded<float>(weights, float.NaN).Span, _packed.Span);
        _packed.Checked("packed");
    }

    public float[] Forward(float[] x, float[] bias)
    {
        var y = new Guarded<float>(_extents.OutputLength, canary: 99f);
        _plan.Forward(_extents.Count, Operand(x), _packed.Span, Operand(bias), y.Span, NoNumbers(_forwardScratch));
        _forwardScratch.Checked("scratch");
        return y.Checked("output");
    }

    public float[] BackwardInput(float[] dY, float[] before)
    {
        var dX = new Guarded<float>(before, canary: 99f);
        _plan.BackwardInput(_extents.Count, _packed.Span, Operand(dY), dX.Span, NoNumbers(_scratch));
        _scratch.Checked("scratch");
        return dX.Checked("input gradient");
    }

    public (float[] Weight, float[] Bias) BackwardWeights(float[] x, float[] dY, float[] weightBefore, float[] biasBefore)
    {
        Guarded<float> dW = new(weightBefore, canary: 99f), dB = new(biasBefore, canary: 99f);
        _plan.BackwardWeights(_extents.Count, Operand(x), Operand(dY), dW.Span, dB.Span, NoNumbers(_scratch));
        _scratch.Checked("scratch");
        return (dW.Checked("weight gradient"), dB.Checked("bias gradient"));
    }

    private static Span<float> NoNumbers(Guarded<float> scratch)
    {
        scratch.Span.Fill(float.NaN);
        return scratch.Span;
    }

    private static ReadOnlySpan<float> Operand(float[] values) => new Guarded<float>(values, float.NaN).Span;
}
