using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Inkling.Compute;

/// <summary>One quad.</summary>
internal readonly unsafe struct Quads128 : IQuads<Vector128<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source, int* offsets) => Vector128.Load(source + offsets[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Even(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_00_10_00) : Halves(a, b, Vector128.Create(0, 2, 0, 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Odd(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b11_01_11_01) : Halves(a, b, Vector128.Create(1, 3, 1, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Middle(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_01_10_01) : Halves(a, b, Vector128.Create(1, 2, 1, 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Next(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? Sse.Shuffle(a, Sse.Shuffle(a, b, 0b00_00_11_11), 0b10_00_10_01)
        : Vector128.ConditionalSelect(Vector128.Create(-1, -1, -1, 0).AsSingle(), Vector128.Shuffle(a, Vector128.Create(1, 2, 3, 3)), Vector128.Shuffle(b, Vector128<int>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : Pairs(a, b, Vector128.Create(0, 0, 1, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : Pairs(a, b, Vector128.Create(2, 2, 3, 3));

    private static Vector128<float> Halves(Vector128<float> a, Vector128<float> b, Vector128<int> order) =>
        Vector128.Create(Vector128.Shuffle(a, order).GetLower(), Vector128.Shuffle(b, order).GetLower());

    private static Vector128<float> Pairs(Vector128<float> a, Vector128<float> b, Vector128<int> order) =>
        Vector128.ConditionalSelect(Vector128.Create(-1, 0, -1, 0).AsSingle(), Vector128.Shuffle(a, order), Vector128.Shuffle(b, order));
}
