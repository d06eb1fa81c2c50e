using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Inkling.Compute;

/// <summary>Two quads.</summary>
internal readonly unsafe struct Quads256 : IQuads<Vector256<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source, int* offsets) => Vector256.Create(Vector128.Load(source + offsets[0]), Vector128.Load(source + offsets[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Even(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.Shuffle(a, b, 0b10_00_10_00) : Vector256.Create(Quads128.Even(a.GetLower(), b.GetLower()), Quads128.Even(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Odd(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.Shuffle(a, b, 0b11_01_11_01) : Vector256.Create(Quads128.Odd(a.GetLower(), b.GetLower()), Quads128.Odd(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Middle(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.Shuffle(a, b, 0b10_01_10_01) : Vector256.Create(Quads128.Middle(a.GetLower(), b.GetLower()), Quads128.Middle(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Next(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.Shuffle(a, Avx.Shuffle(a, b, 0b00_00_11_11), 0b10_00_10_01) : Vector256.Create(Quads128.Next(a.GetLower(), b.GetLower()), Quads128.Next(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> InterleaveLow(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.UnpackLow(a, b) : Vector256.Create(Quads128.InterleaveLow(a.GetLower(), b.GetLower()), Quads128.InterleaveLow(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> InterleaveHigh(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.UnpackHigh(a, b) : Vector256.Create(Quads128.InterleaveHigh(a.GetLower(), b.GetLower()), Quads128.InterleaveHigh(a.GetUpper(), b.GetUpper()));
}
