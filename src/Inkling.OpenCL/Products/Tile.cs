namespace Inkling.OpenCL;

/// <summary>How many results of a product a work-group computes, and how many of them each work-item.</summary>
internal sealed record Tile(int Rows, int Columns, int RowsEach, int ColumnsEach)
{
    private static readonly Tile _large = new(64, 128, 8, 8), _wide = new(32, 128, 8, 8), _small = new(32, 32, 4, 4);

    /// <summary>Terms of a sum that a work-group fetches at a time.</summary>
    public const int Depth = 16;

    /// <summary>Work-items of a group.</summary>
    public int Items => Rows / RowsEach * (Columns / ColumnsEach);

    /// <summary>What the compiler is told.</summary>
    public string Options => $"-DBM={Rows} -DBN={Columns} -DTM={RowsEach} -DTN={ColumnsEach}";

    /// <summary>The tile for a result of so many rows and columns: the largest of which there are enough to keep the device busy.</summary>
    public static Tile For(OpenClContext device, int rows, long columns, long times = 1)
    {
        var tile = ForParts(rows, columns);
        return tile.Count(rows, columns) * times >= device.ComputeUnits ? tile : _small;
    }

    /// <summary>The tile for a result that is computed in many parts: by its shape alone.</summary>
    public static Tile ForParts(int rows, long columns) => columns <= _large.Columns / 2 ? _small : rows > _wide.Rows ? _large : _wide;

    /// <summary>How many tiles cover a result.</summary>
    public long Count(int rows, long columns) => (long)Down(rows) * Across(columns);

    public int Down(int rows) => (rows + Rows - 1) / Rows;

    public int Across(long columns) => (int)((columns + Columns - 1) / Columns);
}
