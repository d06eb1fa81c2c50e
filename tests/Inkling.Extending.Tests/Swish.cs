using Inkling.Nn;

namespace Inkling.Extending.Tests;

/// <summary>x·σ(x), after Ramachandran, Zoph and Le 2017, Searching for Activation Functions.</summary>
public static class Swish
{
    public static Activation Activation { get; } = Activation.Elementwise(
        "swish",
        x => x * Sigmoid(x),
        (x, y) => y + (Sigmoid(x) * (1f - y)),
        graph => graph.Elementwise("Mul", graph.Node("Sigmoid", "sigmoid", [graph.Value().Name])));

    public static void Register() => Activation.Register(Activation);

    private static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x));
}
