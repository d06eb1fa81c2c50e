using Inkling.Digits.Segmentation;

namespace Inkling.Digits.Tests.Segmentation;

public class CheapestPathTests
{
    private static readonly CheapestPath.Edge[] Edges = [new(0, 1), new(0, 2), new(0, 3), new(1, 2), new(1, 3), new(2, 3)];

    [Theory]
    [InlineData(new[] { 1.0, 3, 9, 1, 3, 1 }, new[] { 0, 3, 5 })]
    [InlineData(new[] { 1.0, 3, 2, 1, 3, 1 }, new[] { 2 })]
    [InlineData(new[] { 5.0, 3, 9, 1, 3, 1 }, new[] { 1, 5 })]
    [InlineData(new[] { 1.0, 3, 9, 1, 1.5, 1 }, new[] { 0, 4 })]
    public void The_cheapest_of_all_paths_is_found(double[] costs, int[] path) =>
        Assert.Equal(path, CheapestPath.Of(3, Edges, i => costs[i]));

    [Fact]
    public void From_a_line_of_no_length_to_its_end_leads_nothing() => Assert.Empty(CheapestPath.Of(0, [], _ => 0));
}
