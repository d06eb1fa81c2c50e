using Inkling.Compute;

namespace Inkling.Training;

/// <summary>A stretch of the parameters with all that one update of it needs.</summary>
/// <remarks>Every value is updated on its own, so stretches may be updated in any order, on any thread.</remarks>
public readonly ref struct ParameterSlice
{
    private readonly Memory<float>[] _moments;
    private readonly int _offset;

    internal ParameterSlice(Span<float> values, Span<float> gradients, Memory<float>[] moments, int offset)
    {
        Values = values;
        Gradients = gradients;
        _moments = moments;
        _offset = offset;
    }

    /// <summary>The parameters, to be updated in place.</summary>
    public Span<float> Values { get; }

    /// <summary>The mean gradients of the minibatch; overwritten by clipping and penalties.</summary>
    public Span<float> Gradients { get; }

    /// <summary>What the optimizer remembers of each parameter; zero at first.</summary>
    /// <param name="index">0..<see cref="Optimizer.MomentCount"/> − 1.</param>
    public Span<float> Moment(int index) => _moments[index].Span.Slice(_offset, Values.Length);

    internal void Update<F>(F formula)
        where F : struct, IUpdateFormula =>
        Updates.Run(formula, Gradients, F.Moments > 0 ? Moment(0) : [], F.Moments > 1 ? Moment(1) : [], Values);
}
