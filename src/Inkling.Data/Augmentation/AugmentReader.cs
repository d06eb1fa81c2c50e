namespace Inkling.Data;

/// <content>augment</content>
public static partial class Readers
{
    private const int MostPixelsOfASide = 4096;
    private const int SamplesOfABlock = 64; // what a worker takes at once: about a millisecond of work for images of 28×28

    /// <summary>Varies every image by chance: other images in every pass, and the same ones when the same pass is read again.</summary>
    /// <param name="reader">Samples of gray images, 0 = paper and 255 = ink, of one size.</param>
    /// <param name="augmentation">How much they are varied, such as <see cref="Augmentation.Handwriting"/>.</param>
    /// <param name="seed">Of the chance. Another seed, other images.</param>
    /// <param name="height">Rows of an image, 1 to 4096.</param>
    /// <param name="width">Columns of an image, 1 to 4096.</param>
    /// <param name="workers">
    /// 1: the work is done on the reading thread, when a sample is asked for; behind <see cref="Buffered"/> that is a thread of its own. More:
    /// on so many threads at once, reading up to 64·(workers + 1) samples ahead.
    /// </param>
    /// <returns>A reader of the same length, order and labels, whose pixels are new arrays that nobody overwrites.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <remarks>
    /// <para>The pixels of a sample are a pure function of its own, of the augmentation, the seed, the pass and its 0-based index in the pass;
    /// they are the same however many workers there are. Before a shuffle the index is that of the data set, after it that of the order.</para>
    /// <para>A worker's memory is about 24 bytes a pixel of one image; each sample costs its pixels and nothing else. While reading, a sample that
    /// has not height × width pixels is an <see cref="InvalidDataException"/> that names its index; with several workers, it and any other
    /// failure may come in place of up to 63 good samples before it.</para>
    /// </remarks>
    public static Reader<Sample> Augment(
        this Reader<Sample> reader, Augmentation augmentation, int seed, int height = 28, int width = 28, int workers = 1)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MostPixelsOfASide);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MostPixelsOfASide);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);

        Augmenter Workspace() => new(augmentation, height, width);
        return new(pass => AugmentPass(reader, Workspace, new(seed, pass), workers), reader.Count);
    }

    private static IEnumerable<Sample> AugmentPass(Reader<Sample> reader, Func<Augmenter> workspace, AugmentedPass pass, int workers)
    {
        using var augmenters = new ThreadLocal<Augmenter>(workspace);
        if (workers == 1)
        {
            long index = 0;
            foreach (var sample in reader.Read(pass.Number))
                yield return pass.Vary(sample, index++, augmenters.Value!);
            yield break;
        }

        var blocks = new Reader<(int Index, Sample[] Samples)>(number => reader.Read(number).Chunk(SamplesOfABlock).Index());
        foreach (var block in blocks.XMap(VaryBlock, workers, buffer: workers + 1).Read(pass.Number))
        {
            foreach (var sample in block)
                yield return sample;
        }

        Sample[] VaryBlock((int Index, Sample[] Samples) block) =>
            pass.Vary(block.Samples, (long)block.Index * SamplesOfABlock, augmenters.Value!);
    }
}
