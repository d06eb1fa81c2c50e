namespace Inkling.Digits.Segmentation;

/// <summary>The cheapest path through a graph whose nodes are numbered so that every edge leads from a lower one to a higher one.</summary>
internal static class CheapestPath
{
    /// <summary>A way from one node to another.</summary>
    public readonly record struct Edge(int First, int End);

    /// <summary>The edges, as indices, of the cheapest path from node 0 to the last one; there must be a path.</summary>
    /// <param name="end">The last node.</param>
    /// <param name="edges">All edges, those of lower first nodes first.</param>
    /// <param name="costOf">What an edge, given by its index, costs.</param>
    public static List<int> Of(int end, IReadOnlyList<Edge> edges, Func<int, double> costOf)
    {
        var cost = new double[end + 1];
        var last = new int[end + 1];
        Array.Fill(cost, double.PositiveInfinity);
        cost[0] = 0;

        // When an edge's turn comes, all edges to its first node have had theirs.
        for (int i = 0; i < edges.Count; i++)
        {
            double reached = cost[edges[i].First] + costOf(i);
            if (reached < cost[edges[i].End])
                (cost[edges[i].End], last[edges[i].End]) = (reached, i);
        }

        var path = new List<int>();
        for (int node = end; node > 0; node = edges[last[node]].First)
            path.Add(last[node]);
        path.Reverse();
        return path;
    }
}
