using System.Globalization;
using Inkling.Nn;
using SkiaSharp;

namespace Inkling.Figures;

/// <summary>A network of fully connected layers alone: a column of units for each, every connection between units that are drawn, and the biases.</summary>
internal static class ConnectedUnits
{
    private const int MostUnits = 10, FirstLeftOut = 5, LastLeftOut = 6;
    private const float Margin = 46, Top = 62, UnitStep = 24, UnitRadius = 7.5f, ColumnGap = 210;
    private const float BiasY = Top + (MostUnits * UnitStep) + 22, Height = BiasY + 88;

    private static readonly SKColor Weights = Sketch.Blue.WithAlpha(0x48), Biases = Sketch.Orange.WithAlpha(0x78);

    /// <summary>Whether a network is one that can be drawn in this way.</summary>
    public static bool Fit(Layer prediction) =>
        new Network(prediction).Layers.All(layer => layer is DataInput or FullyConnected or ActivationLayer && layer.Inputs.Count <= 1);

    public static Sketch Draw(Layer prediction)
    {
        var columns = ColumnsOf(new Network(prediction));
        var sketch = new Sketch((2 * Margin) + ((columns.Count - 1) * ColumnGap) + (2 * UnitRadius), Height);
        for (int i = 1; i < columns.Count; i++)
            DrawConnections(sketch, columns[i - 1], columns[i], XOf(i - 1), XOf(i));
        foreach (var (i, column) in columns.Index())
            DrawColumn(sketch, column, XOf(i), isLast: i == columns.Count - 1);
        return sketch;
    }

    private static float XOf(int column) => Margin + UnitRadius + (column * ColumnGap);

    private static List<Column> ColumnsOf(Network network)
    {
        var columns = new List<Column>();
        foreach (var layer in network.Layers)
        {
            if (layer is ActivationLayer activation)
                columns[^1] = columns[^1] with { Word = activation.Activation.Name };
            else
                columns.Add(new(layer.Shape.Size, layer is DataInput ? "pixels" : ""));
        }

        return columns;
    }

    private static void DrawConnections(Sketch sketch, Column from, Column to, float x1, float x2)
    {
        foreach (float end in to.Places)
        {
            foreach (float start in from.Places)
                sketch.Line(x1, start, x2, end, Weights, 0.7f);
        }

        foreach (float end in to.Places)
            sketch.Line(x1, BiasY, x2, end, Biases);
        float middle = (x1 + x2) / 2;
        sketch.Text(Words($"{from.Count:N0} · {to.Count:N0} weights"), middle, BiasY + 34, 12, Sketch.Blue);
        sketch.Text(Words($"+ {to.Count:N0} biases"), middle, BiasY + 50, 12, Sketch.Orange);
        sketch.Text(Words($"= {(from.Count + 1) * to.Count:N0} parameters"), middle, BiasY + 66, 12);
    }

    private static void DrawColumn(Sketch sketch, Column column, float x, bool isLast)
    {
        sketch.Text(Words($"{column.Count:N0}"), x, 24, 14);
        sketch.Text(column.Word, x, 41, 12, Sketch.Soft);
        foreach (var (unit, y) in column.Places.Index())
        {
            sketch.Circle(x, y, UnitRadius, Sketch.PaleBlue, Sketch.Blue);
            if (isLast && !column.IsCut)
                sketch.Text($"{unit}", x + UnitRadius + 11, y + 4.5f, 13);
        }

        if (column.IsCut)
        {
            for (int unit = FirstLeftOut; unit <= LastLeftOut; unit++)
                sketch.Circle(x, Top + ((unit - 0.5f) * UnitStep), 1.4f, Sketch.Blue, Sketch.Blue);
        }

        if (isLast)
            return;
        sketch.Circle(x, BiasY, UnitRadius + 1.5f, Sketch.PaleOrange, Sketch.Orange);
        sketch.Text("1", x, BiasY + 4.5f, 12, Sketch.Orange);
    }

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of many units, the first and the last are drawn, with dots between.</summary>
    private sealed record Column(int Count, string Word)
    {
        public bool IsCut => Count > MostUnits;

        public IEnumerable<float> Places => Enumerable.Range(1, Math.Min(Count, MostUnits))
            .Where(unit => !IsCut || unit is < FirstLeftOut or > LastLeftOut)
            .Select(unit => Top + ((unit - 0.5f + ((MostUnits - Math.Min(Count, MostUnits)) / 2f)) * UnitStep));
    }
}
