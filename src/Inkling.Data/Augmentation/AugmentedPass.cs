using Inkling.Data.Synthetic;

namespace Inkling.Data;

/// <summary>A pass of an augmented reader: which random numbers belong to which sample.</summary>
/// <param name="Seed">Of the reader.</param>
/// <param name="Number">0-based.</param>
internal readonly record struct AugmentedPass(int Seed, int Number)
{
    // The streams of one seed are not to be those of the synthetic digits of that seed.
    private const ulong Families = 0xA06E_0000_0000_0000;
    private const ulong FamiliesOfDisturbances = 0xD157_0000_0000_0000;

    /// <summary>The sample with other pixels, in an array of their own.</summary>
    /// <param name="sample">Stays as it is.</param>
    /// <param name="index">Its place in the pass, 0-based.</param>
    /// <param name="augmenter">Workspace of the calling thread.</param>
    /// <exception cref="InvalidDataException">It has another size.</exception>
    public Sample Vary(Sample sample, long index, Augmenter augmenter)
    {
        if (sample.Pixels.Length != augmenter.PixelCount)
        {
            throw new InvalidDataException(
                $"augment: sample {index}: expected {augmenter.Height}×{augmenter.Width} = {augmenter.PixelCount} pixels, found {sample.Pixels.Length}");
        }

        byte[] pixels = GC.AllocateUninitializedArray<byte>(sample.Pixels.Length);
        augmenter.Apply(sample.Pixels.Span, Random(Families, index), pixels);
        augmenter.Disturb(pixels, Random(FamiliesOfDisturbances, index));
        return sample with { Pixels = pixels };
    }

    /// <summary>Puts other samples in the place of those of a block.</summary>
    /// <param name="block">Overwritten.</param>
    /// <param name="firstIndex">The place of its first sample in the pass.</param>
    /// <param name="augmenter">Workspace of the calling thread.</param>
    /// <returns>The block.</returns>
    public Sample[] Vary(Sample[] block, long firstIndex, Augmenter augmenter)
    {
        for (int i = 0; i < block.Length; i++)
            block[i] = Vary(block[i], firstIndex + i, augmenter);
        return block;
    }

    private RandomStream Random(ulong families, long index) => new(families ^ ((ulong)(uint)Seed << 32 | (uint)Number), (ulong)index);
}
