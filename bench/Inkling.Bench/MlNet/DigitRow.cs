using Inkling.Bench.Peers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Inkling.Bench.MlNet;

/// <summary>A digit as ML.NET reads it.</summary>
internal sealed class DigitRow
{
    public uint Label { get; set; }

    [VectorType(DigitSet.PixelCount)]
    public float[] Features { get; set; } = [];

    /// <summary>All digits of a set, in memory.</summary>
    public static IDataView ViewOf(DigitSet digits, MLContext context, float paper = -1f)
    {
        float[] pixels = digits.ToFloats(paper);
        DigitRow[] rows =
        [
            .. Enumerable.Range(0, digits.Count)
                .Select(i => new DigitRow { Label = digits.Labels[i], Features = pixels[(i * DigitSet.PixelCount)..((i + 1) * DigitSet.PixelCount)] }),
        ];
        return context.Data.LoadFromEnumerable(rows);
    }
}
