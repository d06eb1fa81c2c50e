using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>The widest vector path that kernels of this process take: chosen once, at start.</summary>
/// <remarks>
/// The widest one that the processor has is the fastest, so the table is simply widest first. The environment variable
/// <c>INKLING_SIMD=scalar|128|256|512</c> overrides it, for tests and comparisons; a width that the processor lacks is then emulated by the
/// runtime with narrower instructions: right, but slow. A program that is compiled beforehand has no such code, and stays with its widest.
/// </remarks>
public sealed class SimdChoice
{
    private const string Variable = "INKLING_SIMD";

    private SimdChoice(SimdWidth width, string reason)
    {
        Width = width;
        Reason = reason;
    }

    /// <summary>The choice of this process.</summary>
    public static SimdChoice Current { get; } = Choose(Environment.GetEnvironmentVariable(Variable), WidestOfProcessor());

    /// <summary>The width chosen.</summary>
    public SimdWidth Width { get; }

    /// <summary>Why, in one sentence for people.</summary>
    public string Reason { get; }

    internal static SimdChoice Choose(string? wish, SimdWidth widest)
    {
        if (string.IsNullOrEmpty(wish))
            return new(widest, Widest(widest));

        var width = wish switch
        {
            "scalar" => SimdWidth.Scalar,
            "128" => SimdWidth.Vector128,
            "256" => SimdWidth.Vector256,
            "512" => SimdWidth.Vector512,
            _ => throw new ArgumentException($"{Variable}: expected scalar, 128, 256 or 512, got '{wish}'"),
        };

        if (width > widest && !RuntimeFeature.IsDynamicCodeCompiled)
            width = widest;
        return width <= widest
            ? new(width, $"{Variable}={wish}; {Widest(widest)}")
            : new(width, $"{Variable}={wish}, emulated and slow: {Widest(widest)}");
    }

    private static SimdWidth WidestOfProcessor() =>
        Vector512.IsHardwareAccelerated ? SimdWidth.Vector512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Vector256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Vector128
        : SimdWidth.Scalar;

    // A program compiled beforehand has the widths it was compiled for, whatever the processor has beyond.
    private static string Widest(SimdWidth width) =>
        $"the widest {(RuntimeFeature.IsDynamicCodeCompiled ? "this processor has" : "this native build uses")} is {Describe(width)}";

    private static string Describe(SimdWidth width) => width == SimdWidth.Scalar ? "scalar" : $"{(int)width} bits";
}
