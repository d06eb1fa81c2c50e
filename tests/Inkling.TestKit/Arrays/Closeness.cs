using System.Globalization;

namespace Inkling.TestKit;

/// <summary>Comparison of floats with an oracle.</summary>
public static class Closeness
{
    /// <summary>Throws unless every |expected − got| is at most the tolerance times the largest magnitude that is expected.</summary>
    /// <param name="name">What is compared, for the message.</param>
    /// <param name="expected">From the oracle; NaN and infinities must be met exactly.</param>
    /// <param name="got">What was computed.</param>
    /// <param name="tolerance">Relative to the largest finite magnitude of <paramref name="expected"/>.</param>
    /// <param name="floor">What errors are relative to where all that is expected is smaller: 1 for functions whose values are near 1.</param>
    /// <returns>The largest relative error met.</returns>
    public static double Require(string name, ReadOnlySpan<double> expected, ReadOnlySpan<float> got, double tolerance, double floor = 0)
    {
        if (expected.Length != got.Length)
            throw new MismatchException($"{name}: expected {expected.Length} values, got {got.Length}");

        double scale = floor;
        foreach (double value in expected)
            scale = double.IsFinite(value) ? Math.Max(scale, Math.Abs(value)) : scale;
        scale = scale == 0 ? 1 : scale;

        double worst = 0;
        int at = 0;
        for (int i = 0; i < got.Length; i++)
        {
            double error = Error(expected[i], got[i]) / scale;
            if (error > worst)
                (worst, at) = (error, i);
        }

        return worst <= tolerance
            ? worst
            : throw new MismatchException(string.Create(CultureInfo.InvariantCulture,
                $"{name}[{at}] of {got.Length}: expected {expected[at]:R}, got {got[at]:R}; relative error {worst:E2}, allowed {tolerance:E2}"));
    }

    /// <inheritdoc cref="Require(string, ReadOnlySpan{double}, ReadOnlySpan{float}, double, double)"/>
    public static double Require(string name, float[] expected, ReadOnlySpan<float> got, double tolerance, double floor = 0) =>
        Require(name, expected.ToDoubles(), got, tolerance, floor);

    /// <summary>Throws unless both hold the same bits; all NaNs are alike.</summary>
    public static void RequireEqualBits(string name, ReadOnlySpan<float> expected, ReadOnlySpan<float> got)
    {
        if (expected.Length != got.Length)
            throw new MismatchException($"{name}: expected {expected.Length} values, got {got.Length}");

        for (int i = 0; i < got.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(got[i]);
            if (!same && !(float.IsNaN(expected[i]) && float.IsNaN(got[i])))
                throw new MismatchException(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}] of {got.Length}: expected exactly {expected[i]:R}, got {got[i]:R}"));
        }
    }

    private static double Error(double expected, float got)
    {
        if (double.IsFinite(expected) && float.IsFinite(got))
            return Math.Abs(expected - got);
        return expected.Equals((double)got) ? 0 : double.PositiveInfinity;
    }
}
