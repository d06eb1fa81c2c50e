using System.Globalization;
using System.Xml.Linq;

namespace Inkling.Workbench.Tests.Figures;

/// <summary>The figure of a convolution, read as a person reads it: numbers, and below or above them a caption.</summary>
internal sealed class DrawnConvolution
{
    private const int Padded = 7, FilterSize = 3, Stride = 2;

    // In the order of drawing, the numbers of a grid come before its caption.
    private readonly List<(string Caption, int[] Numbers)> _grids = [];

    public DrawnConvolution(string svg)
    {
        var numbers = new List<int>();
        foreach (string text in XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim()))
        {
            if (char.IsAsciiDigit(text[^1]) && text.Length <= 2)
            {
                numbers.Add(Number(text));
                continue;
            }

            _grids.Add((text, [.. numbers]));
            numbers.Clear();
        }
    }

    public IEnumerable<string> Captions => _grids.Select(grid => grid.Caption);

    public int[] Biases => [.. Captions.Where(caption => caption.StartsWith("bias", StringComparison.Ordinal)).Select(caption => Number(caption[5..]))];

    public int[] Numbers(string caption) => _grids.Single(grid => grid.Caption == caption).Numbers;

    /// <summary>What one channel adds to an output: the filter's weights, each times the number that it lies on.</summary>
    public int Part(int filter, int channel, int row, int column)
    {
        int[] input = Numbers($"channel {channel}"), weights = Numbers($"filter {filter}, channel {channel}");
        Assert.Equal((Padded * Padded, FilterSize * FilterSize), (input.Length, weights.Length));
        int sum = 0;
        for (int y = 0; y < FilterSize; y++)
        {
            for (int x = 0; x < FilterSize; x++)
                sum += weights[(y * FilterSize) + x] * input[(((row * Stride) + y) * Padded) + (column * Stride) + x];
        }

        return sum;
    }

    public static int Number(string text) => int.Parse(text.Trim('(', ')').Replace('−', '-'), CultureInfo.InvariantCulture);
}
