using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>
/// The few vector instructions the kernels are written in, so that a kernel is written once and compiled for every width: the type
/// parameters are structs, hence the JIT makes a separate body per width with these calls replaced by the instructions themselves.
/// </summary>
/// <typeparam name="V">The register: <c>Vector128&lt;float&gt;</c> and its wider sisters.</typeparam>
internal unsafe interface ILanes<V>
    where V : struct
{
    /// <summary>Floats in a register.</summary>
    static abstract int Count { get; }

    static abstract V Broadcast(float value);

    static abstract V Load(float* source);

    static abstract void Store(V value, float* destination);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary>a·b + c, in one rounding where the processor has that instruction.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    static abstract V Sqrt(V value);

    static abstract V Exp(V value);

    /// <summary>A mask of all ones in the lanes where a ≥ b or a is NaN: where a stays the maximum when NaN counts as the largest.</summary>
    static abstract V StaysMaximum(V a, V b);

    /// <summary>The lanes of <paramref name="a"/> where the mask is set, else those of <paramref name="b"/>.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>The sum over the lanes.</summary>
    static abstract float Sum(V value);

    /// <summary>The sums over the lanes of four registers: in a few instructions for all of them, where <see cref="Sum"/> takes as many for each. They may differ from those in the last digit.</summary>
    static abstract Vector128<float> Sums(V first, V second, V third, V fourth);

    /// <summary>Even-numbered elements of the sequence a, b, in the order that costs least; <see cref="InOrder"/> puts it right.</summary>
    static abstract V Even(V a, V b);

    /// <summary>Odd-numbered elements of the sequence a, b, in the same order as <see cref="Even"/>.</summary>
    static abstract V Odd(V a, V b);

    /// <summary>Lanes in the order that <see cref="Even"/> and <see cref="Odd"/> left them in, in that of the sequence.</summary>
    static abstract V InOrder(V value);

    /// <summary>Stores whole numbers held as floats as integers.</summary>
    static abstract void StoreIntegers(V value, int* destination);

    /// <summary>Bytes 0..255 as floats.</summary>
    static abstract V LoadBytes(byte* source);
}
