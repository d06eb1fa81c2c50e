using System.Text.Json;
using Inkling.Compute;

namespace Inkling.Nn.Tests;

/// <summary>y = a + b: the smallest layer with two inputs, for graphs in which a layer is read more than once.</summary>
internal sealed class Sum(Layer a, Layer b) : Layer("sum", null, a.Shape, a, b)
{
    internal override string Settings => "";

    internal override void Forward(LayerWorkspace work)
    {
        work.Input(0).CopyTo(work.Output);
        Addition.Add(work.Input(1), work.Output);
    }

    internal override void Backward(LayerWorkspace work)
    {
        for (int i = 0; i < 2; i++)
        {
            if (work.InputWork(i).NeedsGradient)
                Addition.Add(work.OutputGradient, work.InputGradient(i));
        }
    }

    internal override void Describe(Utf8JsonWriter json)
    {
    }
}
