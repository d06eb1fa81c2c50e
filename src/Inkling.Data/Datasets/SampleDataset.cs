namespace Inkling.Data;

/// <summary>Data sets of samples that are in memory.</summary>
public static class SampleDataset
{
    /// <summary>Of samples that are not split, every so many-th of a class is for testing; of fewer the last, if there is another.</summary>
    private const int TestEvery = 6;

    /// <summary>Makes a data set of gray images.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="classNames">The name of every class.</param>
    /// <param name="train">The samples to learn from.</param>
    /// <param name="test">The samples to test on; null takes some of those to learn from.</param>
    /// <param name="tell">Gets what a person should know: of classes without samples, and of those with few among many.</param>
    public static Dataset Of(string name, int height, int width, IReadOnlyList<string> classNames, Sample[] train, Sample[]? test, Action<string>? tell)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(train);
        int[] counts = new int[classNames.Count], seen = new int[classNames.Count];
        Array.ForEach(train, sample => counts[sample.Label]++);
        ClassCounts.Tell(classNames, counts, tell);
        if (test is not null)
            return new(name, 1, height, width, classNames, Reader.Of(train), Reader.Of(test));

        bool[] isForTesting = Array.ConvertAll(train, sample => IsForTesting(seen[sample.Label]++, counts[sample.Label]));
        return new(name, 1, height, width, classNames, Part(wanted: false), Part(wanted: true));

        Reader<Sample> Part(bool wanted) => Reader.Of(train.Where((_, index) => isForTesting[index] == wanted).ToArray());
    }

    /// <summary>Whether a sample is for testing, by its place among those of its class.</summary>
    internal static bool IsForTesting(int index, int count) => count < TestEvery ? index > 0 && index == count - 1 : index % TestEvery == TestEvery - 1;
}
