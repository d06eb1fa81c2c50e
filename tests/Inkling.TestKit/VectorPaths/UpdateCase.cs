using Inkling.Compute;

namespace Inkling.TestKit;

/// <summary>An update of values in registers beside its formula in double precision: x is read, the others are overwritten where the update has them.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Run">In registers of a width.</param>
/// <param name="Expected">Of one value, in double precision.</param>
public sealed record UpdateCase(string Name, UpdateCase.InRegisters Run, UpdateCase.Formula Expected)
{
    private const double Tolerance = 1e-6;

    /// <summary>The update of all values.</summary>
    public delegate void InRegisters(SimdWidth width, ReadOnlySpan<float> x, Span<float> first, Span<float> second, Span<float> w);

    /// <summary>The update of one.</summary>
    public delegate void Formula(double x, ref double first, ref double second, ref double w);

    /// <summary>Requires the update to equal the formula at every length, and to touch nothing beside its values.</summary>
    /// <param name="width">Of the registers.</param>
    /// <param name="maxLength">The longest.</param>
    /// <exception cref="MismatchException">It does not.</exception>
    public void RequireFormula(SimdWidth width, int maxLength)
    {
        for (int length = 0; length <= maxLength; length++)
        {
            float[] x = RandomArrays.Normal(1, length), first = Positive(2, length), second = Positive(3, length), w = RandomArrays.Normal(4, length);
            Guarded<float> gotFirst = new(first, canary: 99f), gotSecond = new(second, canary: 99f), gotW = new(w, canary: 99f);

            Run(width, new Guarded<float>(x, float.NaN).Span, gotFirst.Span, gotSecond.Span, gotW.Span);

            double[] expectedFirst = first.ToDoubles(), expectedSecond = second.ToDoubles(), expectedW = w.ToDoubles();
            for (int i = 0; i < length; i++)
                Expected(x[i], ref expectedFirst[i], ref expectedSecond[i], ref expectedW[i]);
            Closeness.Require("first", expectedFirst, gotFirst.Checked("first"), Tolerance, floor: 1);
            Closeness.Require("second", expectedSecond, gotSecond.Checked("second"), Tolerance, floor: 1);
            Closeness.Require("w", expectedW, gotW.Checked("w"), Tolerance, floor: 1);
        }
    }

    /// <summary>What becomes of so many zeros with which nothing but zeros comes.</summary>
    public float[] OfZeros(SimdWidth width, int length)
    {
        float[] w = new float[length];
        Run(width, new float[length], new float[length], new float[length], w);
        return w;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static float[] Positive(int seed, int length) => [.. RandomArrays.Normal(seed, length).Select(value => value * value)];
}
