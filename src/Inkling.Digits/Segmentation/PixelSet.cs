using System.Numerics;

namespace Inkling.Digits.Segmentation;

/// <summary>Some of the pixels of a piece, by their index in the list of all.</summary>
internal sealed class PixelSet
{
    private const int WordBits = 64;

    private readonly ulong[] _words;

    /// <param name="total">How many pixels the piece has.</param>
    /// <param name="isIn">Whether the pixel of an index is one of them.</param>
    public PixelSet(int total, Func<int, bool> isIn)
    {
        _words = new ulong[(total + WordBits - 1) / WordBits];
        for (int i = 0; i < total; i++)
        {
            if (isIn(i))
                _words[i / WordBits] |= 1UL << (i % WordBits);
        }

        Count = _words.Sum(BitOperations.PopCount);
    }

    public int Count { get; }

    public bool this[int index] => (_words[index / WordBits] >> (index % WordBits) & 1) != 0;

    /// <summary>How many of them are not in another set of the same piece.</summary>
    public int CountWithout(PixelSet other)
    {
        int count = 0;
        for (int i = 0; i < _words.Length; i++)
            count += BitOperations.PopCount(_words[i] & ~other._words[i]);
        return count;
    }

    /// <summary>The indices of those that are not in another set of the same piece.</summary>
    public List<int> Without(PixelSet other)
    {
        var indices = new List<int>(CountWithout(other));
        for (int i = 0; i < _words.Length; i++)
        {
            for (ulong word = _words[i] & ~other._words[i]; word != 0; word &= word - 1)
                indices.Add((i * WordBits) + BitOperations.TrailingZeroCount(word));
        }

        return indices;
    }
}
