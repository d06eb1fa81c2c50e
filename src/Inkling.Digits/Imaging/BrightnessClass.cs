namespace Inkling.Digits.Imaging;

/// <summary>The pixels of an image whose brightness lies between two levels, both included.</summary>
internal readonly struct BrightnessClass
{
    private readonly long[] _counts;
    private readonly int _first;
    private readonly int _last;

    /// <param name="counts">How many pixels the image has of every level, 256 of them; kept, not copied.</param>
    /// <param name="first">The darkest level of the class.</param>
    /// <param name="last">The brightest level of the class.</param>
    public BrightnessClass(long[] counts, int first, int last)
    {
        (_counts, _first, _last) = (counts, first, last);
        double sum = 0, squares = 0;
        for (int level = first; level <= last; level++)
        {
            Count += counts[level];
            sum += (double)level * counts[level];
            squares += (double)level * level * counts[level];
        }

        if (Count == 0)
            return;
        Mean = sum / Count;
        Deviation = Math.Sqrt(Math.Max(0, (squares / Count) - (Mean * Mean)));
    }

    public long Count { get; }

    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; }

    /// <summary>The level in the middle: at most half of the pixels are darker and at most half are brighter.</summary>
    public int Median()
    {
        long seen = 0;
        for (int level = _first; level <= _last; level++)
        {
            seen += _counts[level];
            if (2 * seen >= Count)
                return level;
        }

        return _last;
    }

    /// <summary>The distance from <paramref name="centre"/> within which half of the pixels lie: a spread that soft edges hardly
    /// widen.</summary>
    public int MedianDistance(int centre)
    {
        long within = 0;
        for (int distance = 0; distance < 256; distance++)
        {
            within += CountAt(centre - distance) + (distance == 0 ? 0 : CountAt(centre + distance));
            if (2 * within >= Count)
                return distance;
        }

        return 255;
    }

    private long CountAt(int level) => level >= _first && level <= _last ? _counts[level] : 0;
}
