using System.Globalization;
using Inkling.Nn;
using SkiaSharp;

namespace Inkling.Figures;

/// <summary>A network from image to classes: its layers as stacks of planes or columns of units, and what leads from each to the next.</summary>
internal static class Architecture
{
    private const float Height = 300, Middle = 135, StageGap = 96, Margin = 24;
    private const float PixelSide = 4, PlaneStep = 5, UnitStep = 16, UnitRadius = 5.5f;
    private const int MostPlanes = 8, MostUnits = 10;

    public static Sketch Draw(Layer prediction)
    {
        var stages = StagesOf(new Network(prediction));
        float width = (2 * Margin) + stages.Sum(stage => WidthOf(stage.Shape)) + ((stages.Count - 1) * StageGap);
        var sketch = new Sketch(width, Height);
        float x = Margin;
        foreach (var (index, stage) in stages.Index())
        {
            if (index > 0)
            {
                sketch.Arrow(x - StageGap + 12, Middle, x - 12, Middle, Sketch.Soft);
                float middle = x - (StageGap / 2);
                foreach (var (line, word) in stage.Words.Index())
                    sketch.Text(word, middle, Middle - 10 - (14 * (stage.Words.Count - 1 - line)), 11, Sketch.Blue);
                if (stage.Parameters > 0)
                    sketch.Text(stage.Parameters.ToString("N0", CultureInfo.InvariantCulture), middle, Middle + 18, 11, Sketch.Orange);
            }

            DrawStage(sketch, stage.Shape, x, isLast: index == stages.Count - 1);
            sketch.Text($"{stage.Shape}", x + (WidthOf(stage.Shape) / 2), Height - 40, 13);
            x += WidthOf(stage.Shape) + StageGap;
        }

        sketch.Text("orange: parameters", width - Margin, Height - 14, 11, Sketch.Orange, SKTextAlign.Right);
        return sketch;
    }

    /// <summary>The layers that change the shape; the others add a word to the one before.</summary>
    private static List<Stage> StagesOf(Network network)
    {
        var stages = new List<Stage>();
        foreach (var layer in network.Layers)
        {
            int parameters = layer.Parameters.Sum(parameter => parameter.Length);
            if (layer is ActivationLayer or BatchNorm or Dropout)
            {
                stages[^1].Words.Add(layer is ActivationLayer activation ? activation.Activation.Name : layer.Kind);
                stages[^1] = stages[^1] with { Parameters = stages[^1].Parameters + parameters };
            }
            else
            {
                stages.Add(new(layer.Shape, layer is DataInput ? [] : WordsOf(layer), parameters));
            }
        }

        return stages;
    }

    private static List<string> WordsOf(Layer layer) => layer switch
    {
        Convolution2D { FilterSize: var size } => ["convolution", $"{size}×{size}"],
        MaxPooling2D { Size: var size } => ["max pooling", $"{size}×{size}"],
        FullyConnected => ["fully", "connected"],
        _ => [layer.Kind],
    };

    private static void DrawStage(Sketch sketch, Shape shape, float x, bool isLast)
    {
        if (shape.IsVector)
        {
            DrawUnits(sketch, shape.Channels, x, isLast);
            return;
        }

        int planes = Math.Min(shape.Channels, MostPlanes);
        float side = shape.Height * PixelSide, top = Middle - ((side + ((planes - 1) * PlaneStep)) / 2);
        for (int plane = planes - 1; plane >= 0; plane--)
            sketch.Box(x + (plane * PlaneStep), top + ((planes - 1 - plane) * PlaneStep), shape.Width * PixelSide, side, Sketch.PaleBlue, Sketch.Blue);
    }

    // Of many units, the first and the last with dots between.
    private static void DrawUnits(Sketch sketch, int count, float x, bool isLast)
    {
        int drawn = Math.Min(count, MostUnits);
        float top = Middle - ((drawn - 1) * UnitStep / 2);
        for (int unit = 0; unit < drawn; unit++)
        {
            float y = top + (unit * UnitStep);
            if (count > MostUnits && unit is 4 or 5)
                sketch.Circle(x + UnitRadius, y, 1.2f, Sketch.Blue, Sketch.Blue);
            else
                sketch.Circle(x + UnitRadius, y, UnitRadius, Sketch.PaleBlue, Sketch.Blue);
            if (isLast && count <= MostUnits)
                sketch.Text($"{unit}", x + (2 * UnitRadius) + 8, y + 4, 11);
        }
    }

    private static float WidthOf(Shape shape) =>
        shape.IsVector ? (2 * UnitRadius) + 14 : (shape.Width * PixelSide) + ((Math.Min(shape.Channels, MostPlanes) - 1) * PlaneStep);

    private sealed record Stage(Shape Shape, List<string> Words, int Parameters);
}
