namespace Inkling.Digits.Segmentation;

/// <summary>A cut from top to bottom: in every row, the first column that is right of it.</summary>
/// <param name="Columns">One a row.</param>
/// <param name="Cost">The ink it crosses, in pixels of full ink.</param>
internal sealed record Seam(int[] Columns, double Cost)
{
    public double Middle { get; } = Columns.Average();

    /// <summary>The cheapest path within a band around a column, that in each row steps at most one column to a side.</summary>
    /// <param name="ink">0 to 1, row by row.</param>
    /// <param name="width">Columns of it.</param>
    /// <param name="column">The middle of the band.</param>
    /// <param name="band">How far the path may be from it.</param>
    /// <param name="sideStep">What a step to the side costs.</param>
    public static Seam Through(double[] ink, int width, int column, int band, double sideStep)
    {
        int first = Math.Max(1, column - band), count = Math.Min(width - 1, column + band) - first + 1, height = ink.Length / width;
        var cost = new double[height, count];
        var from = new int[height, count];
        for (int y = 0; y < height; y++)
        {
            for (int i = 0; i < count; i++)
            {
                double best = y == 0 ? 0 : cost[y - 1, i];
                int at = i;
                for (int side = Math.Max(0, i - 1); y > 0 && side <= Math.Min(count - 1, i + 1); side++)
                {
                    if (side != i && cost[y - 1, side] + sideStep < best)
                        (best, at) = (cost[y - 1, side] + sideStep, side);
                }

                (cost[y, i], from[y, i]) = (best + ink[(y * width) + first + i], at);
            }
        }

        return Back(cost, from, first);
    }

    private static Seam Back(double[,] cost, int[,] from, int first)
    {
        int height = cost.GetLength(0), at = 0;
        for (int i = 1; i < cost.GetLength(1); i++)
        {
            if (cost[height - 1, i] < cost[height - 1, at])
                at = i;
        }

        double total = cost[height - 1, at];
        var columns = new int[height];
        for (int y = height - 1; y >= 0; y--)
        {
            columns[y] = first + at;
            at = from[y, at];
        }

        return new Seam(columns, total);
    }
}
