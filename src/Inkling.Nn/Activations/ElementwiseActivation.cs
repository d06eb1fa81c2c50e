namespace Inkling.Nn;

/// <summary>A function of one value, given with its derivative; computed value by value.</summary>
/// <param name="name">Its name in summaries and files.</param>
/// <param name="function">f(x).</param>
/// <param name="derivative">f'(x), of x and f(x); where it works in place, of f(x) alone.</param>
/// <param name="export">Writes its nodes of ONNX, or null where there are none.</param>
/// <param name="keepsOrder">Whether f never falls and is defined everywhere.</param>
/// <param name="worksInPlace">Whether the derivative can do without x.</param>
internal sealed class ElementwiseActivation(
    string name, Func<float, float> function, Func<float, float, float> derivative, Func<GraphWriter, GraphValue>? export, bool keepsOrder = true, bool worksInPlace = true)
    : Activation(name, keepsOrder, worksInPlace)
{
    protected internal override void Forward(int size, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = function(y[i]);
    }

    protected internal override void Backward(int size, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient)
    {
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] *= derivative(x[i], y[i]);
    }

    protected internal override GraphValue Export(GraphWriter graph) => export is null ? base.Export(graph) : export(graph);
}
