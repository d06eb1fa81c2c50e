using Inkling.Compute;

namespace Inkling.Nn;

/// <summary>The beginnings of labels that a beam search holds, as a tree: equal beginnings are one node, however the paths came there.</summary>
internal sealed class PrefixSearch
{
    private readonly int _classes;
    private readonly int _width;
    private readonly Node _root = new(null, 0) { Blank = 0.0, Total = 0.0 };
    private List<Node> _beam;
    private List<Node> _next = [];

    /// <param name="classes">Classes, without the blank.</param>
    /// <param name="width">The most beginnings that are kept.</param>
    public PrefixSearch(int classes, int width)
    {
        _classes = classes;
        _width = width;
        _beam = [_root];
    }

    /// <summary>Goes on by one column.</summary>
    /// <param name="column">The logarithms of its probabilities, [classes + 1].</param>
    public void Read(ReadOnlySpan<double> column)
    {
        foreach (var node in _beam)
        {
            // It stays what it is: by a blank, or by its last label once more.
            Reach(node).NextBlank = CtcAlignments.LogAdd(node.NextBlank, node.Total + column[_classes]);
            if (node.Parent is not null)
                node.NextLabel = CtcAlignments.LogAdd(node.NextLabel, node.AtLabel + column[node.Label]);

            // It grows by a label; by the same as its last one only behind a blank.
            for (int k = 0; k < _classes; k++)
            {
                double from = node.Parent is not null && node.Label == k ? node.Blank : node.Total;
                if (from == double.NegativeInfinity)
                    continue;
                var child = Reach(node.Child(k, _classes));
                child.NextLabel = CtcAlignments.LogAdd(child.NextLabel, from + column[k]);
            }
        }

        foreach (var node in _next)
            node.Advance();

        // A stable order: of equally likely beginnings the one that was reached first.
        _beam = [.. _next.OrderByDescending(node => node.Total).Take(_width)];
        foreach (var node in _next.Except(_beam))
            node.Forget();
        _next = [];
    }

    /// <summary>What is held, the likeliest first.</summary>
    public IReadOnlyList<DecodedLabels> Results() => [.. _beam.Select(node => new DecodedLabels(node.Labels(), node.Total))];

    private Node Reach(Node node)
    {
        if (!node.IsReached)
        {
            node.IsReached = true;
            _next.Add(node);
        }

        return node;
    }

    /// <summary>A beginning: that of its parent and one label more.</summary>
    private sealed class Node(Node? parent, byte label)
    {
        private Node?[]? _children;

        public Node? Parent { get; } = parent;

        public byte Label { get; } = label;

        /// <summary>log p of the paths that end in a blank.</summary>
        public double Blank { get; set; } = double.NegativeInfinity;

        /// <summary>log p of the paths that end in the last label.</summary>
        public double AtLabel { get; private set; } = double.NegativeInfinity;

        /// <summary>log p of both.</summary>
        public double Total { get; set; } = double.NegativeInfinity;

        /// <summary>Whether the column at hand leads here; the two sums are of that column.</summary>
        public bool IsReached { get; set; }

        public double NextBlank { get; set; } = double.NegativeInfinity;

        public double NextLabel { get; set; } = double.NegativeInfinity;

        public Node Child(int label, int classes) => (_children ??= new Node?[classes])[label] ??= new(this, (byte)label);

        public void Advance()
        {
            (Blank, AtLabel, Total) = (NextBlank, NextLabel, CtcAlignments.LogAdd(NextBlank, NextLabel));
            (NextBlank, NextLabel, IsReached) = (double.NegativeInfinity, double.NegativeInfinity, false);
        }

        public void Forget() => Blank = AtLabel = Total = double.NegativeInfinity;

        public byte[] Labels()
        {
            var labels = new List<byte>();
            for (var node = this; node.Parent is not null; node = node.Parent)
                labels.Add(node.Label);
            labels.Reverse();
            return [.. labels];
        }
    }
}
