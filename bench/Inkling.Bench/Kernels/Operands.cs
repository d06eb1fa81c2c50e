using Inkling.Compute;

namespace Inkling.Bench.Kernels;

/// <summary>Numbers to compute with.</summary>
internal static class Operands
{
    /// <summary>Values of −½ to ½, of which a share is zero.</summary>
    public static AlignedBuffer Random(int length, double zeros = 0)
    {
        var random = new Random(1);
        var buffer = new AlignedBuffer(length);
        foreach (ref float value in buffer.Span)
            value = random.NextDouble() < zeros ? 0f : random.NextSingle() - 0.5f;
        return buffer;
    }
}
