using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Disturbances;

/// <summary>A way to spoil a field of 28×28.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What it is called in the table, with its strength.</param>
/// <param name="Apply">Makes the spoilt field; 0 is paper, 1 is ink.</param>
internal sealed record Disturbance(string Name, string Title, Func<Plane, Random, Plane> Apply)
{
    /// <summary>The fifteen kinds of MNIST-C (N. Mu, J. Gilmer, "MNIST-C: a robustness benchmark for computer vision", 2019), in strengths of our own.</summary>
    public static IReadOnlyList<Disturbance> All { get; } =
    [
        new("shot-noise", "shot noise, 5 photons for full ink", (field, random) => field.Map(v => random.Poisson(5 * v) / 5f)),
        new("impulse-noise", "impulse noise, 17 % of the pixels", (field, random) => field.Map(v => random.Happens(0.17) ? random.Next(2) : v)),
        new("glass-blur", "glass blur, pixels swapped twice within 1", Lenses.GlassBlur),
        new("motion-blur", "motion blur, 7 pixels", Lenses.MotionBlur),
        new("shear", "shear 0.4", (field, random) => Warps.Shear(field, 0.4f * random.Sign())),
        new("scale", "scale 0.7", (field, _) => Warps.Scale(field, 0.7f)),
        new("rotate", "rotation 0.4 rad", (field, random) => Warps.Rotate(field, 0.4f * random.Sign())),
        new("translate", "shift 3 px, right or left and up or down", (field, random) => Warps.Shift(field, 3 * random.Sign(), 3 * random.Sign())),
        new("brightness", "brightness + 0.5", (field, _) => field.Map(v => Math.Min(v + 0.5f, 1))),
        new("stripe", "stripe: five columns inverted", Overlays.Stripe),
        new("fog", "fog, 1.5 times as bright as ink", Overlays.Fog),
        new("canny-edges", "Canny edges", (field, _) => CannyEdges.Of(field)),
        new("spatter", "spatter", Overlays.Spatter),
        new("dotted-line", "dotted line", Overlays.DottedLine),
        new("zigzag", "zigzag line", Overlays.Zigzag),
    ];
}
