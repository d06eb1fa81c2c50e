using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>Copies of rows so short that a call into the runtime would take longer than the copying.</summary>
internal static unsafe class ShortCopy
{
    /// <summary>Copies floats from one place to another that does not overlap it.</summary>
    public static void Copy(float* from, float* to, int count)
    {
        int lanes = Vector256<float>.Count;
        if (count < lanes)
        {
            for (int i = 0; i < count; i++)
                to[i] = from[i];
            return;
        }

        for (int i = 0; i < count - lanes; i += lanes)
            Vector256.Store(Vector256.Load(from + i), to + i);
        Vector256.Store(Vector256.Load(from + count - lanes), to + count - lanes);
    }
}
