using System.Globalization;
using Inkling.Nn;
using SkiaSharp;

namespace Inkling.Figures;

/// <summary>
/// How a convolution slides: an input of 3×5×5 with one ring of zeros around it, two filters of 3×3×3 that move by two, their biases, and the
/// output of 2×3×3 that the library's own layer computes; one step of it written out.
/// </summary>
internal static class SlidingConvolution
{
    private const int Channels = 3, Size = 5, Padding = 1, Padded = Size + (2 * Padding), Filters = 2, FilterSize = 3, Stride = 2, OutputSize = 3;
    private const int ShownRow = 1, ShownColumn = 2;
    private const float Cell = 26, Top = 66, RowGap = 42, InputX = 40, FilterX = 330, FilterGap = 120, OutputX = 640;

    // Small whole numbers, so that the step can be followed by hand.
    private static readonly float[] Input =
    [
        0, 1, 2, 1, 0,  1, 0, 0, 2, 1,  2, 2, 1, 0, 0,  0, 1, 1, 2, 1,  1, 0, 2, 0, 1,
        1, 0, 0, 2, 2,  0, 2, 1, 1, 0,  1, 1, 0, 0, 2,  2, 0, 1, 2, 0,  0, 1, 0, 1, 1,
        2, 1, 0, 0, 1,  0, 0, 2, 1, 2,  1, 0, 1, 1, 0,  0, 2, 2, 0, 1,  1, 1, 0, 2, 0,
    ];

    private static readonly float[] Weights =
    [
        1, 0, -1,  0, 1, 0,  -1, 0, 1,    0, -1, 0,  1, 1, 0,  0, 0, -1,   1, 0, 0,  -1, 0, 1,  0, 1, 0,
        0, 1, 0,  -1, 0, 1,  0, -1, 0,    1, 0, 1,  0, -1, 0,  0, 1, 0,   -1, 0, 1,  0, 0, 0,  1, 0, -1,
    ];

    private static readonly float[] Biases = [1, 0];

    public static Sketch Draw()
    {
        float[] output = Compute();
        var sketch = new Sketch(OutputX + 180, 545);
        sketch.Text($"input {Channels}×{Size}×{Size}, padding {Padding}", InputX + (Padded * Cell / 2), 30, 15);
        sketch.Text($"two filters {Channels}×{FilterSize}×{FilterSize}, stride {Stride}", FilterX + ((FilterGap + (FilterSize * Cell)) / 2), 30, 15);
        sketch.Text($"output {Filters}×{OutputSize}×{OutputSize}", OutputX + (OutputSize * Cell / 2), 30, 15);

        for (int channel = 0; channel < Channels; channel++)
        {
            float y = Top + (channel * ((Padded * 18) + RowGap - 26));
            DrawInput(sketch, channel, y);
            for (int filter = 0; filter < Filters; filter++)
                DrawFilter(sketch, filter, channel, FilterX + (filter * FilterGap), y + 28);
        }

        for (int filter = 0; filter < Filters; filter++)
        {
            sketch.Text($"bias {Number(Biases[filter])}", FilterX + (filter * FilterGap) + (FilterSize * Cell / 2), 480, 14, filter == 0 ? Sketch.Orange : Sketch.Ink);
            DrawOutput(sketch, filter, output, Top + 28 + (filter * 142));
        }

        sketch.Text(Sum(output), (OutputX + 180) / 2, 525, 15, Sketch.Orange);
        return sketch;
    }

    /// <summary>What the library's layer makes of it.</summary>
    private static float[] Compute()
    {
        var layer = Layer.Image("x", Channels, Size, Size).Convolution(Filters, FilterSize, stride: Stride, padding: Padding, name: "conv");
        var parameters = Parameters.Create(layer);
        parameters.Set("conv.weight", [Filters, Channels, FilterSize, FilterSize], Weights);
        parameters.Set("conv.bias", [Filters], Biases);
        return new Inference(parameters).InferValues(Input);
    }

    private static void DrawInput(Sketch sketch, int channel, float y)
    {
        const float Side = 18;
        float left = InputX + ((Padded * (Cell - Side)) / 2);
        for (int row = 0; row < Padded; row++)
        {
            for (int column = 0; column < Padded; column++)
            {
                bool isPadding = row is 0 or (Padded - 1) || column is 0 or (Padded - 1);
                bool isSeen = row - (ShownRow * Stride) is >= 0 and < FilterSize && column - (ShownColumn * Stride) is >= 0 and < FilterSize;
                float x = left + (column * Side), top = y + (row * Side);
                sketch.Box(x, top, Side, Side, isSeen ? Sketch.PaleOrange : isPadding ? Sketch.Pale : Sketch.PaleBlue, SKColors.White);
                sketch.Text(Number(At(channel, row, column)), x + (Side / 2), top + 13.5f, 12, isPadding ? Sketch.Soft : Sketch.Ink);
            }
        }

        sketch.Text($"channel {channel}", left - 6, y - 5, 11, Sketch.Soft, SKTextAlign.Left);
    }

    private static void DrawFilter(Sketch sketch, int filter, int channel, float x, float y)
    {
        bool isShown = filter == 0;
        for (int i = 0; i < FilterSize * FilterSize; i++)
            DrawCell(sketch, x + (i % FilterSize * Cell), y + (i / FilterSize * Cell), WeightOf(filter, channel, i), isShown ? Sketch.PaleOrange : Sketch.Pale);
        sketch.Text($"filter {filter}, channel {channel}", x + (FilterSize * Cell / 2), y - 6, 11, Sketch.Soft);
    }

    private static void DrawOutput(Sketch sketch, int filter, float[] output, float y)
    {
        for (int i = 0; i < OutputSize * OutputSize; i++)
        {
            bool isShown = filter == 0 && i == (ShownRow * OutputSize) + ShownColumn;
            DrawCell(sketch, OutputX + (i % OutputSize * Cell), y + (i / OutputSize * Cell), output[(filter * OutputSize * OutputSize) + i], isShown ? Sketch.PaleOrange : Sketch.PaleBlue);
        }

        sketch.Text($"of filter {filter}", OutputX + (OutputSize * Cell / 2), y - 6, 11, Sketch.Soft);
    }

    private static void DrawCell(Sketch sketch, float x, float y, float value, SKColor fill)
    {
        sketch.Box(x, y, Cell, Cell, fill, SKColors.White);
        sketch.Text(Number(value), x + (Cell / 2), y + 18, 14);
    }

    /// <summary>The orange step in numbers: what each channel adds, and the bias.</summary>
    private static string Sum(float[] output)
    {
        var parts = Enumerable.Range(0, Channels).Select(channel => Number(Enumerable.Range(0, FilterSize * FilterSize).Sum(i =>
            WeightOf(0, channel, i) * At(channel, (ShownRow * Stride) + (i / FilterSize), (ShownColumn * Stride) + (i % FilterSize)))));
        string terms = string.Join(" + ", parts.Append(Number(Biases[0])).Select(term => term.StartsWith('−') ? $"({term})" : term));
        return $"the orange step: one number per channel and the bias, {terms} = {Number(output[(ShownRow * OutputSize) + ShownColumn])}";
    }

    private static float WeightOf(int filter, int channel, int index) => Weights[(((filter * Channels) + channel) * FilterSize * FilterSize) + index];

    private static float At(int channel, int row, int column) =>
        row is 0 or (Padded - 1) || column is 0 or (Padded - 1) ? 0 : Input[(((channel * Size) + row - Padding) * Size) + column - Padding];

    private static string Number(float value) => value.ToString("0", CultureInfo.InvariantCulture).Replace('-', '−');
}
