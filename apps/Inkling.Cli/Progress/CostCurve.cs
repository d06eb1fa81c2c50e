using System.Globalization;

namespace Inkling.Cli;

/// <summary>A curve of costs in text: an axis at the left, and two by four dots in every character (Unicode braille).</summary>
internal static class CostCurve
{
    private const int AxisWidth = 9;
    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const char NoDots = '⠀';

    /// <summary>Bits of a braille character, by row and column of the dot.</summary>
    private static readonly int[,] Dot = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>Draws the curve from the first value to the last, each column the mean of the values that fall into it.</summary>
    /// <remarks>The axis is logarithmic: a cost that is halved goes down by the same length anywhere.</remarks>
    /// <param name="costs">At least one; those that are not finite or not above 0 are left out.</param>
    /// <param name="width">Characters of a line.</param>
    /// <param name="height">Lines.</param>
    public static string[] Draw(IReadOnlyList<double> costs, int width, int height)
    {
        int columns = Math.Max(1, width - AxisWidth) * DotsAcross, rows = height * DotsDown;
        double[] means = Means([.. costs.Where(cost => double.IsFinite(cost) && cost > 0)], columns);
        if (means.Length == 0)
            return [.. Enumerable.Repeat("", height)];

        double top = Math.Log(means.Max()), bottom = Math.Min(Math.Log(means.Min()), top - 0.01);
        var dots = new int[height, columns / DotsAcross];
        int last = RowOf(means[0]);
        for (int x = 0; x < means.Length; x++)
        {
            // From the row of the value before to its own, so that the curve has no gaps.
            int row = RowOf(means[x]);
            for (int y = Math.Min(row, last + Math.Sign(row - last)); y <= Math.Max(row, last + Math.Sign(row - last)); y++)
                dots[y / DotsDown, x / DotsAcross] |= Dot[y % DotsDown, x % DotsAcross];
            last = row;
        }

        return [.. Enumerable.Range(0, height).Select(line => Label(line) + string.Concat(Enumerable.Range(0, columns / DotsAcross).Select(x => (char)(NoDots + dots[line, x]))))];

        int RowOf(double cost) => (int)Math.Round((top - Math.Log(cost)) / (top - bottom) * (rows - 1));

        string Label(int line)
        {
            string text = line == 0 ? Number(top) : line == height - 1 ? Number(bottom) : "";
            return $"{text,AxisWidth - 2} {(text == "" ? '│' : '┤')}";
        }
    }

    private static string Number(double logarithm) => Math.Exp(logarithm).ToString("G2", CultureInfo.InvariantCulture);

    private static double[] Means(double[] values, int columns)
    {
        if (values.Length <= columns)
            return values;
        var means = new double[columns];
        for (int i = 0; i < columns; i++)
            means[i] = values.AsSpan((int)((long)i * values.Length / columns)..(int)((i + 1L) * values.Length / columns)).ToArray().Average();
        return means;
    }
}
