using Inkling.Bench.Peers;
using Inkling.Compute;

namespace Inkling.Bench.Baselines;

/// <summary>
/// k nearest neighbours: the label that most of the k training images have whose pixels are nearest, by Euclidean distance; where all differ, that of
/// the nearest one. Nothing is learnt, everything is kept.
/// </summary>
/// <remarks>‖x − t‖² = ‖x‖² − 2·x·t + ‖t‖²: the first term is the same for all neighbours, the middle one is a matrix product.</remarks>
internal sealed class NearestNeighbours(DigitSet train, DigitSet test) : IClassifier
{
    public const int K = 3;

    // A block of products stays in the cache while it is looked through.
    private const int AskedBlock = 120, KnownBlock = 600;

    private readonly float[] _known = train.ToFloats(paper: 0f);
    private readonly float[] _asked = test.ToFloats(paper: 0f);
    private readonly float[] _norms = new float[train.Count];

    public bool Train()
    {
        for (int i = 0; i < _norms.Length; i++)
        {
            var image = _known.AsSpan(i * DigitSet.PixelCount, DigitSet.PixelCount);
            MatrixProduct.MultiplyTransposedB(1, 1, DigitSet.PixelCount, image, image, _norms.AsSpan(i, 1));
        }

        return true;
    }

    public IReadOnlyList<int> Classify()
    {
        var labels = new List<int>(test.Count);
        for (int from = 0; from < test.Count; from += AskedBlock)
            ClassifyBlock(from, Math.Min(AskedBlock, test.Count - from), labels);
        return labels;
    }

    private void ClassifyBlock(int from, int count, List<int> labels)
    {
        var nearest = new (float Distance, int Label)[count * K];
        Array.Fill(nearest, (float.PositiveInfinity, -1));
        var products = new float[AskedBlock * KnownBlock];
        for (int known = 0; known < train.Count; known += KnownBlock)
        {
            int columns = Math.Min(KnownBlock, train.Count - known);
            products.AsSpan().Clear();
            MatrixProduct.MultiplyTransposedB(
                count, columns, DigitSet.PixelCount, _asked.AsSpan(from * DigitSet.PixelCount), _known.AsSpan(known * DigitSet.PixelCount), products);
            for (int row = 0; row < count; row++)
            {
                for (int column = 0; column < columns; column++)
                    Insert(nearest.AsSpan(row * K, K), _norms[known + column] - (2 * products[(row * columns) + column]), train.Labels[known + column]);
            }
        }

        for (int row = 0; row < count; row++)
            labels.Add(Vote(nearest.AsSpan(row * K, K)));
    }

    private static void Insert(Span<(float Distance, int Label)> nearest, float distance, int label)
    {
        if (distance >= nearest[^1].Distance)
            return;

        int place = nearest.Length - 1;
        for (; place > 0 && nearest[place - 1].Distance > distance; place--)
            nearest[place] = nearest[place - 1];
        nearest[place] = (distance, label);
    }

    // Groups keep the order of their first members, so of equally many the nearest wins.
    private static int Vote(ReadOnlySpan<(float Distance, int Label)> nearest) =>
        nearest.ToArray().CountBy(neighbour => neighbour.Label).MaxBy(pair => pair.Value).Key;
}
