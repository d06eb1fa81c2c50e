namespace Inkling.Compute;

/// <summary>What a tile does with the values its destination holds.</summary>
internal enum TileTarget
{
    /// <summary>Replaces them.</summary>
    Overwrite,

    /// <summary>Adds to them.</summary>
    Accumulate,
}
