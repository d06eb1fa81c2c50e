using Inkling.Nn;

namespace Inkling.Figures;

/// <summary>The filters of a network's first convolution: white for negative weights, black for positive ones, gray for zero; each stretched to its own largest.</summary>
internal static class LearnedFilters
{
    private const int PerRow = 10;
    private const float Side = 62, Gap = 10, Margin = 16;

    /// <exception cref="ArgumentException">The network has no convolution that reads one channel.</exception>
    public static Sketch Draw(Parameters parameters)
    {
        var network = parameters.Network.Prediction;
        var layer = network.Layers.OfType<Convolution2D>().FirstOrDefault(layer => layer.Inputs[0].Shape.Channels == 1)
            ?? throw new ArgumentException("figures: expected a model with a convolution of gray images");
        float[] weights = parameters.Get($"{network.NameOf(layer)}.weight").ToArray();
        int filters = layer.Shape.Channels, size = layer.FilterSize, rows = (filters + PerRow - 1) / PerRow;

        var sketch = new Sketch((2 * Margin) + (PerRow * (Side + Gap)) - Gap, (2 * Margin) + (rows * (Side + Gap)) - Gap);
        for (int filter = 0; filter < filters; filter++)
        {
            float[] own = weights.AsSpan(filter * size * size, size * size).ToArray();
            float largest = own.Max(MathF.Abs);
            sketch.Image(Array.ConvertAll(own, weight => 0.5f + (0.5f * weight / largest)), size, Margin + (filter % PerRow * (Side + Gap)), Margin + (filter / PerRow * (Side + Gap)), Side);
        }

        return sketch;
    }
}
