using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Inkling.Compute;

/// <summary>Four quads.</summary>
internal readonly unsafe struct Quads512 : IQuads<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source, int* offsets) => Vector512.Create(Quads256.Load(source, offsets), Quads256.Load(source, offsets + 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Even(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.Shuffle(a, b, 0b10_00_10_00) : Vector512.Create(Quads256.Even(a.GetLower(), b.GetLower()), Quads256.Even(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Odd(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.Shuffle(a, b, 0b11_01_11_01) : Vector512.Create(Quads256.Odd(a.GetLower(), b.GetLower()), Quads256.Odd(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Middle(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.Shuffle(a, b, 0b10_01_10_01) : Vector512.Create(Quads256.Middle(a.GetLower(), b.GetLower()), Quads256.Middle(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Next(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.Shuffle(a, Avx512F.Shuffle(a, b, 0b00_00_11_11), 0b10_00_10_01) : Vector512.Create(Quads256.Next(a.GetLower(), b.GetLower()), Quads256.Next(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> InterleaveLow(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.UnpackLow(a, b) : Vector512.Create(Quads256.InterleaveLow(a.GetLower(), b.GetLower()), Quads256.InterleaveLow(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> InterleaveHigh(Vector512<float> a, Vector512<float> b) =>
        Avx512F.IsSupported ? Avx512F.UnpackHigh(a, b) : Vector512.Create(Quads256.InterleaveHigh(a.GetLower(), b.GetLower()), Quads256.InterleaveHigh(a.GetUpper(), b.GetUpper()));
}
