namespace Inkling.Compute;

/// <summary>Registers as rows of quads, four neighbouring floats each, that come from and go to places of their own: what <see cref="ILanes{V}"/> is for whole registers.</summary>
/// <typeparam name="V">The register.</typeparam>
internal unsafe interface IQuads<V>
    where V : struct
{
    /// <summary>A register whose quad i begins at <paramref name="offsets"/>[i] from <paramref name="source"/>.</summary>
    static abstract V Load(float* source, int* offsets);

    /// <summary>In every quad: a0 a2 b0 b2.</summary>
    static abstract V Even(V a, V b);

    /// <summary>In every quad: a1 a3 b1 b3.</summary>
    static abstract V Odd(V a, V b);

    /// <summary>In every quad: a1 a2 b1 b2.</summary>
    static abstract V Middle(V a, V b);

    /// <summary>In every quad: a1 a2 a3 b0.</summary>
    static abstract V Next(V a, V b);

    /// <summary>In every quad: a0 b0 a1 b1.</summary>
    static abstract V InterleaveLow(V a, V b);

    /// <summary>In every quad: a2 b2 a3 b3.</summary>
    static abstract V InterleaveHigh(V a, V b);
}
