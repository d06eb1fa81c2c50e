using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>What happens to the values at one place of the arrays that an update works on; it holds the arrays and its settings.</summary>
internal interface IUpdate
{
    /// <summary>The reference: one value.</summary>
    void Apply(int i);

    /// <summary>The values of one register, from <paramref name="i"/> on.</summary>
    void Apply<S, V>(int i)
        where S : struct, ILanes<V>
        where V : struct;
}

/// <summary>The loop of all updates, written once: whole registers, then the rest one by one.</summary>
/// <remarks>The rest may round differently, so what is cut into stretches must be cut at the same places on every run.</remarks>
internal static class UpdateLoops
{
    public static void Run<U>(SimdWidth width, int length, U update)
        where U : struct, IUpdate
    {
        int done = width switch
        {
            SimdWidth.Vector512 => Registers<U, Lanes512, Vector512<float>>(length, update),
            SimdWidth.Vector256 => Registers<U, Lanes256, Vector256<float>>(length, update),
            SimdWidth.Vector128 => Registers<U, Lanes128, Vector128<float>>(length, update),
            _ => 0,
        };

        for (int i = done; i < length; i++)
            update.Apply(i);
    }

    private static int Registers<U, S, V>(int length, U update)
        where U : struct, IUpdate
        where S : struct, ILanes<V>
        where V : struct
    {
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            update.Apply<S, V>(i);
        return i;
    }
}
