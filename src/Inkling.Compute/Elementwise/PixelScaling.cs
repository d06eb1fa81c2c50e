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
            Vectorized.Run(width, new Scaling(p, pixels.Length, scale, offset, v));
    }

    private readonly struct Scaling(byte* pixels, int length, float scale, float offset, float* values) : IVectorized
    {
        public void Run<S, V>()
            where S : struct, ILanes<V>
            where V : struct =>
            Registers<S, V>(pixels, length, scale, offset, values);

        private static void Registers<S, V>(byte* pixels, int length, float scale, float offset, float* values)
            where S : struct, ILanes<V>
            where V : struct
        {
            V factor = S.Broadcast(scale), start = S.Broadcast(offset);
            int i = 0;
            if (S.Count > 1)
            {
                for (; i <= length - S.Count; i += S.Count)
                    S.Store(S.MultiplyAdd(S.LoadBytes(pixels + i), factor, start), values + i);
            }

            // In one rounding, as registers do it: a pixel is worth the same wherever it stands.
            for (; i < length; i++)
                values[i] = float.MultiplyAddEstimate(pixels[i], scale, offset);
        }
    }
}
