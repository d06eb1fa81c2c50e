using System.Globalization;
using Inkling.Nn;
using Inkling.Workbench;
using SkiaSharp;

namespace Inkling.Figures;

/// <summary>A digit on its way through a network: the maps of every layer that has such, each stretched to its own range, and the probabilities.</summary>
internal static class DigitThroughLayers
{
    private const int PerRow = 25;
    private const float Side = 34, Gap = 4, Margin = 16, LabelWidth = 92, BlockGap = 14, BarWidth = 46;

    public static Sketch Draw(Parameters parameters, ReadOnlySpan<byte> pixels, IReadOnlyList<string> classNames)
    {
        var input = parameters.Network.Prediction.DataInputs.Single().Shape;
        var maps = new FeatureMaps(parameters).Of(pixels);
        FeatureMap[] images = [.. maps.Where(map => !map.Shape.IsVector)];
        float[] probabilities = [.. maps[^1].Values];

        float height = (2 * Margin) + Side + images.Sum(map => BlockGap + (RowsOf(map) * (Side + Gap))) + 110;
        var sketch = new Sketch((2 * Margin) + LabelWidth + (PerRow * (Side + Gap)), height);
        float y = Margin;
        sketch.Text("image", Margin, y + 20, 13, align: SKTextAlign.Left);
        sketch.Image([.. pixels.ToArray().Select(pixel => pixel / 255f)], input.Width, Margin + LabelWidth, y, Side);
        y += Side + BlockGap;
        foreach (var map in images)
        {
            sketch.Text(map.Layer, Margin, y + 16, 13, align: SKTextAlign.Left);
            sketch.Text($"{map.Shape}", Margin, y + 31, 11, Sketch.Soft, SKTextAlign.Left);
            for (int channel = 0; channel < map.Shape.Channels; channel++)
                sketch.Image(Stretched(map, channel), map.Shape.Width, Margin + LabelWidth + (channel % PerRow * (Side + Gap)), y + (channel / PerRow * (Side + Gap)), Side);
            y += (RowsOf(map) * (Side + Gap)) + BlockGap;
        }

        DrawBars(sketch, probabilities, classNames, y);
        return sketch;
    }

    private static void DrawBars(Sketch sketch, float[] probabilities, IReadOnlyList<string> classNames, float y)
    {
        const float Tallest = 60;
        sketch.Text("probability", Margin, y + 40, 13, align: SKTextAlign.Left);
        for (int c = 0; c < probabilities.Length; c++)
        {
            float x = Margin + LabelWidth + (c * (BarWidth + 24)), bar = Math.Max(1, probabilities[c] * Tallest);
            sketch.Box(x, y + Tallest + 14 - bar, BarWidth, bar, probabilities[c] == probabilities.Max() ? Sketch.Orange : Sketch.Blue);
            sketch.Text(classNames[c], x + (BarWidth / 2), y + Tallest + 32, 14);
            sketch.Text(probabilities[c].ToString("0.000", CultureInfo.InvariantCulture), x + (BarWidth / 2), y + Tallest + 8 - bar, 11, Sketch.Soft);
        }
    }

    private static int RowsOf(FeatureMap map) => (map.Shape.Channels + PerRow - 1) / PerRow;

    private static float[] Stretched(FeatureMap map, int channel)
    {
        int size = map.Shape.Height * map.Shape.Width;
        float[] values = [.. map.Values.Skip(channel * size).Take(size)];
        float least = values.Min(), range = Math.Max(values.Max() - least, 1e-6f);
        return Array.ConvertAll(values, value => (value - least) / range);
    }
}
