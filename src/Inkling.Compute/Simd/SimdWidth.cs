namespace Inkling.Compute;

/// <summary>How many bits a kernel works on at once.</summary>
public enum SimdWidth
{
    /// <summary>One value at a time.</summary>
    Scalar = 0,

    /// <summary>Four floats: SSE on x64, NEON on ARM64.</summary>
    Vector128 = 128,

    /// <summary>Eight floats: AVX2 with FMA.</summary>
    Vector256 = 256,

    /// <summary>Sixteen floats: AVX-512.</summary>
    Vector512 = 512,
}
