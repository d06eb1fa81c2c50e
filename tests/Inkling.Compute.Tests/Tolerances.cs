using System.Globalization;
using Inkling.TestKit;

namespace Inkling.Compute.Tests;

/// <summary>How near is near enough.</summary>
internal static class Tolerances
{
    /// <summary>Against another library's float32: both round in their own order.</summary>
    public static void Golden(string name, float[] expected, ReadOnlySpan<float> got)
    {
        double worst = Closeness.Require(name, expected, got, 1e-4);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {worst:E1}"));
    }
}
