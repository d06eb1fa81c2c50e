namespace Inkling.Compute.Tests;

/// <summary>
/// The vector paths that a kernel is tested on, in this process: all of them, of which the runtime emulates those that the processor lacks.
/// A process that was started for one path (<c>INKLING_SIMD</c>) tests that one alone.
/// </summary>
public static class Widths
{
    public static TheoryData<SimdWidth> All { get; } = Environment.GetEnvironmentVariable("INKLING_SIMD") is { Length: > 0 }
        ? [SimdChoice.Current.Width]
        : [SimdWidth.Scalar, SimdWidth.Vector128, SimdWidth.Vector256, SimdWidth.Vector512];

    /// <summary>Every path beside every one of some cases.</summary>
    public static TheoryData<SimdWidth, T> With<T>(params IEnumerable<T> cases)
    {
        var data = new TheoryData<SimdWidth, T>();
        foreach (var item in cases)
        {
            foreach (var width in All)
                data.Add(width, item);
        }

        return data;
    }
}
