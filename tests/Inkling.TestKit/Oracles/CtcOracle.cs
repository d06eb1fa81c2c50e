namespace Inkling.TestKit;

/// <summary>Connectionist temporal classification by its definition: every path through the columns is walked, in doubles.</summary>
public static class CtcOracle
{
    /// <summary>−log p(labels); +∞ where no path reads as them.</summary>
    /// <param name="classes">Classes, without the blank, which is the last symbol.</param>
    /// <param name="columns">T.</param>
    /// <param name="logits">[classes + 1, T].</param>
    /// <param name="labels">What is to be read.</param>
    public static double Cost(int classes, int columns, double[] logits, ReadOnlySpan<byte> labels) =>
        -Math.Log(Readings(classes, columns, Softmax(classes, columns, logits)).GetValueOrDefault(Text(labels)));

    /// <summary>What all paths read, and how probable each reading is.</summary>
    public static IReadOnlyDictionary<string, double> Readings(int classes, int columns, float[] logits) =>
        Readings(classes, columns, Softmax(classes, columns, logits.ToDoubles()));

    /// <summary>Labels as the readings have them.</summary>
    public static string Text(ReadOnlySpan<byte> labels) => string.Join(' ', labels.ToArray());

    private static Dictionary<string, double> Readings(int classes, int columns, double[] p)
    {
        var readings = new Dictionary<string, double>();
        int symbols = classes + 1;
        int[] path = new int[columns];
        for (long number = 0, paths = (long)Math.Pow(symbols, columns); number < paths; number++)
        {
            double probability = 1;
            long rest = number;
            for (int t = 0; t < columns; t++, rest /= symbols)
            {
                path[t] = (int)(rest % symbols);
                probability *= p[path[t] * columns + t];
            }

            string text = Text([.. path.Where((symbol, t) => symbol != classes && (t == 0 || path[t - 1] != symbol)).Select(symbol => (byte)symbol)]);
            readings[text] = readings.GetValueOrDefault(text) + probability;
        }

        return readings;
    }

    private static double[] Softmax(int classes, int columns, double[] logits)
    {
        var p = new double[logits.Length];
        for (int t = 0; t < columns; t++)
        {
            double[] column = ActivationOracle.Softmax(classes + 1, [.. Enumerable.Range(0, classes + 1).Select(k => logits[k * columns + t])]);
            for (int k = 0; k <= classes; k++)
                p[k * columns + t] = column[k];
        }

        return p;
    }
}
