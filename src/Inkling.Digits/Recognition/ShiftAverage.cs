using System.Buffers;
using Inkling.Digits.Imaging;
using Inkling.Nn;

namespace Inkling.Digits;

/// <summary>
/// Asks a network about a digit and the same digit a pixel further to each side, and takes the mean: where the digit was placed by chance says less
/// then. Takes five times as long.
/// </summary>
internal static class ShiftAverage
{
    private static readonly (int X, int Y)[] Shifts = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)];

    /// <param name="inference">The network.</param>
    /// <param name="field">28·28 bytes.</param>
    /// <param name="probabilities">Overwritten: one per class.</param>
    public static void Infer(Inference inference, ReadOnlySpan<byte> field, Span<float> probabilities)
    {
        byte[] fields = ArrayPool<byte>.Shared.Rent(Shifts.Length * field.Length);
        float[] answers = ArrayPool<float>.Shared.Rent(Shifts.Length * probabilities.Length);
        for (int i = 0; i < Shifts.Length; i++)
            Shift(field, Shifts[i].X, Shifts[i].Y, fields.AsSpan(i * field.Length, field.Length));
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

    /// <summary>Moves a field to the right and down. What leaves it on one side is lost, and paper follows from the other: digits keep four pixels from the sides.</summary>
    private static void Shift(ReadOnlySpan<byte> field, int right, int down, Span<byte> shifted)
    {
        const int Size = NormalizedDigit.Size;
        shifted.Clear();
        for (int y = Math.Max(0, down); y < Size + Math.Min(0, down); y++)
            field.Slice(((y - down) * Size) + Math.Max(0, -right), Size - Math.Abs(right)).CopyTo(shifted[((y * Size) + Math.Max(0, right))..]);
    }
}
