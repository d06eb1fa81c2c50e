using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>A computation written once for registers of every width; it holds what it works on.</summary>
/// <typeparam name="R">What it gives.</typeparam>
internal interface IVectorized<R>
{
    /// <summary>Computes with registers of one width.</summary>
    R Run<S, V>()
        where S : struct, ILanes<V>
        where V : struct;
}

/// <inheritdoc cref="IVectorized{R}"/>
internal interface IVectorized
{
    /// <inheritdoc cref="IVectorized{R}.Run"/>
    void Run<S, V>()
        where S : struct, ILanes<V>
        where V : struct;
}

/// <summary>Where a width becomes registers; those that are rows of quads, too, are chosen in <see cref="WinogradConvolution"/>.</summary>
/// <remarks>
/// A program that is compiled beforehand for narrower registers leaves the 512 bits out. The condition has to stand where the call does: behind a property,
/// the compiler would keep what is called.
/// </remarks>
internal static class Vectorized
{
    /// <summary>The widest registers, up to some width, that a row of so many values fills.</summary>
    public static SimdWidth Filled(SimdWidth width, int values) => Math.Min((int)width / 32, values) switch
    {
        >= 16 => SimdWidth.Vector512,
        >= 8 => SimdWidth.Vector256,
        >= 4 => SimdWidth.Vector128,
        _ => SimdWidth.Scalar,
    };

    public static void Run<C>(SimdWidth width, C computation)
        where C : struct, IVectorized
    {
        switch (width)
        {
            case SimdWidth.Vector512 when RuntimeFeature.IsDynamicCodeCompiled || Vector512.IsHardwareAccelerated: computation.Run<Lanes512, Vector512<float>>(); break;
            case SimdWidth.Vector256: computation.Run<Lanes256, Vector256<float>>(); break;
            case SimdWidth.Vector128: computation.Run<Lanes128, Vector128<float>>(); break;
            default: computation.Run<Lanes1, float>(); break;
        }
    }

    public static R Run<C, R>(SimdWidth width, C computation)
        where C : struct, IVectorized<R> =>
        width switch
        {
            SimdWidth.Vector512 when RuntimeFeature.IsDynamicCodeCompiled || Vector512.IsHardwareAccelerated => computation.Run<Lanes512, Vector512<float>>(),
            SimdWidth.Vector256 => computation.Run<Lanes256, Vector256<float>>(),
            SimdWidth.Vector128 => computation.Run<Lanes128, Vector128<float>>(),
            _ => computation.Run<Lanes1, float>(),
        };
}
