using System.Collections;

namespace Inkling.Data.Synthetic;

/// <summary>A set of synthetic digits, drawn block by block when first read and kept from then on. Safe for many threads.</summary>
internal sealed class SyntheticSamples : IEnumerable<Sample>
{
    private const int BlockSize = 1024; // enough to keep every processor busy, little enough to start at once
    private const int SampleSize = InkField.Size * InkField.Size;

    private readonly ulong _family;
    private readonly int _count;
    private readonly Lazy<byte[]>[] _blocks;

    public SyntheticSamples(ulong family, int count)
    {
        _family = family;
        _count = count;
        _blocks = new Lazy<byte[]>[(count + (long)BlockSize - 1) / BlockSize];
        for (var block = 0; block < _blocks.Length; block++)
        {
            var first = block * BlockSize;
            _blocks[block] = new(() => Draw(first, Math.Min(BlockSize, count - first)));
        }
    }

    public IEnumerator<Sample> GetEnumerator()
    {
        for (var i = 0; i < _count; i++)
        {
            var pixels = _blocks[i / BlockSize].Value.AsMemory(i % BlockSize * SampleSize, SampleSize);
            yield return new(pixels, WrittenDigit.Label(i));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private byte[] Draw(int first, int count)
    {
        var pixels = new byte[count * SampleSize];
        Parallel.For(0, count, i => WrittenDigit.Draw(_family, first + i, pixels.AsSpan(i * SampleSize, SampleSize)));
        return pixels;
    }
}
