namespace Inkling.Compute;

/// <summary>What of each 2×2 outputs of a tile is given: all, or the maximum of each two, or of all four.</summary>
internal enum TilePooling
{
    /// <summary>All four.</summary>
    None,

    /// <summary>The maximum of each column: every second row goes.</summary>
    Rows,

    /// <summary>The maximum of all: every second row and column goes.</summary>
    Both,
}
