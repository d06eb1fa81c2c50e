using System.Buffers;
using Inkling.Digits.Imaging;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>
/// Asks a network about an image and the same image a pixel further to each side, and takes the mean: where a digit was placed by chance says less
/// then. Takes five times as long.
/// </summary>
internal static class ShiftAverage
{
    private static readonly (int X, int Y)[] Shifts = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)];

    /// <param name="inference">The network.</param>
    /// <param name="field">Planes of the extents that the network reads.</param>
    /// <param name="probabilities">Overwritten: one per class.</param>
    public static void Infer(Inference inference, ReadOnlySpan<byte> field, Span<float> probabilities)
    {
        byte[] fields = ArrayPool<byte>.Shared.Rent(Shifts.Length * field.Length);
        float[] answers = ArrayPool<float>.Shared.Rent(Shifts.Length * probabilities.Length);
        for (int i = 0; i < Shifts.Length; i++)
            Shift(field, inference.InputShape, Shifts[i].X, Shifts[i].Y, fields.AsSpan(i * field.Length, field.Length));
        inference.Infer(fields.AsSpan(0, Shifts.Length * field.Length), answers.AsSpan(0, Shifts.Length * probabilities.Length));

        for (int c = 0; c < probabilities.Length; c++)
        {
            float sum = 0;
            for (int i = 0; i < Shifts.Length; i++)
                sum += answers[(i * probabilities.Length) + c];
            probabilities[c] = sum / Shifts.Length;
        }

        ArrayPool<byte>.Shared.Return(fields);
        ArrayPool<float>.Shared.Return(answers);
    }

    /// <summary>Moves an image to the right and down. What leaves it on one side is lost, and the other side follows as it is: of a digit, paper.</summary>
    private static void Shift(ReadOnlySpan<byte> field, Shape shape, int right, int down, Span<byte> shifted)
    {
        int width = shape.Width, size = shape.Height * width;
        for (int plane = 0; plane < field.Length; plane += size)
        {
            for (int y = 0; y < shape.Height; y++)
            {
                var from = field.Slice(plane + (Math.Clamp(y - down, 0, shape.Height - 1) * width), width);
                var to = shifted.Slice(plane + (y * width), width);
                from[Math.Max(0, -right)..(width - Math.Max(0, right))].CopyTo(to[Math.Max(0, right)..]);
                if (right > 0)
                    to[0] = from[0];
                else if (right < 0)
                    to[^1] = from[^1];
            }
        }
    }
}
