using System.Globalization;
using Inkling.Nn;
using SkiaSharp;

namespace Inkling.Figures;

/// <summary>How max pooling shrinks an image: of each window of 2×2, the largest value stays. Computed by the library's own layer.</summary>
internal static class PooledMaximum
{
    private const int Size = 4, Window = 2;
    private const float Cell = 48, Margin = 30, Gap = 120;

    private static readonly float[] Input = [1, 3, 2, 0, 5, 4, 1, 6, 0, 2, 9, 1, 7, 1, 3, 8];
    private static readonly SKColor[] Fills = [Sketch.PaleBlue, Sketch.PaleOrange, new(0xE4, 0xF3, 0xE1), new(0xF1, 0xE6, 0xF6)];

    public static Sketch Draw()
    {
        float[] output = new Inference(Parameters.Create(Layer.Image("x", 1, Size, Size).MaxPool(Window))).InferValues(Input);
        float right = Margin + (Size * Cell) + Gap;
        var sketch = new Sketch(right + (Window * Cell) + Margin, (2 * Margin) + (Size * Cell));
        for (int i = 0; i < Input.Length; i++)
        {
            int row = i / Size, column = i % Size, window = (row / Window * Window) + (column / Window);
            DrawCell(sketch, Margin + (column * Cell), Margin + (row * Cell), Input[i], Fills[window], Input[i] == output[window] ? Sketch.Ink : Sketch.Soft);
        }

        sketch.Arrow(right - Gap + 14, Margin + (Size * Cell / 2), right - 14, Margin + (Size * Cell / 2), Sketch.Soft);
        sketch.Text("max pooling", right - (Gap / 2), Margin + (Size * Cell / 2) - 24, 13, Sketch.Blue);
        sketch.Text("2×2, stride 2", right - (Gap / 2), Margin + (Size * Cell / 2) - 10, 12, Sketch.Blue);
        for (int i = 0; i < output.Length; i++)
            DrawCell(sketch, right + (i % Window * Cell), Margin + Cell + (i / Window * Cell), output[i], Fills[i], Sketch.Ink);
        return sketch;
    }

    private static void DrawCell(Sketch sketch, float x, float y, float value, SKColor fill, SKColor ink)
    {
        sketch.Box(x, y, Cell, Cell, fill, SKColors.White, 2);
        sketch.Text(value.ToString(CultureInfo.InvariantCulture), x + (Cell / 2), y + 31, 21, ink);
    }
}
