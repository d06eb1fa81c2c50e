using System.Runtime.Intrinsics;

namespace Inkling.Compute;

/// <summary>Bytes to floats: value = byte · scale + offset.</summary>
internal static unsafe class PixelScaling
{
    /// <summary>values[i] = pixels[i] · scale + offset.</summary>
    /// <param name="pixels">0..255.</param>
    /// <param name="scale">What one gray level is worth.</param>
    /// <param name="offset">What 0 becomes.</param>
    /// <param name="values">Overwritten; at least as long as <paramref name="pixels"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    public static void Apply(ReadOnlySpan<byte> pixels, float scale, float offset, Span<float> values) =>
        Apply(SimdChoice.Current.Width, pixels, scale, offset, values);

    internal static void Apply(SimdWidth width, ReadOnlySpan<byte> pixels, float scale, float offset, Span<float> values)
    {
        Extent.Check("pixel scaling", nameof(values), values.Length, pixels.Length);
        fixed (byte* p = pixels)
        fixed (float* v = values)
        {
            int done = width switch
            {
                SimdWidth.Vector512 => Registers<Lanes512, Vector512<float>>(p, pixels.Length, scale, offset, v),
                SimdWidth.Vector256 => Registers<Lanes256, Vector256<float>>(p, pixels.Length, scale, offset, v),
                SimdWidth.Vector128 => Registers<Lanes128, Vector128<float>>(p, pixels.Length, scale, offset, v),
                _ => 0,
            };

            for (int i = done; i < pixels.Length; i++)
                v[i] = float.MultiplyAddEstimate(p[i], scale, offset);
        }
    }

    private static int Registers<S, V>(byte* pixels, int length, float scale, float offset, float* values)
        where S : struct, ILanes<V>
        where V : struct
    {
        V factor = S.Broadcast(scale), start = S.Broadcast(offset);
        int i = 0;
        for (; i <= length - S.Count; i += S.Count)
            S.Store(S.MultiplyAdd(S.LoadBytes(pixels + i), factor, start), values + i);
        return i;
    }
}
