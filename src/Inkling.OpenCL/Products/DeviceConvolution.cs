using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="Convolution2D"/>: products whose second factor is gathered from the images.</summary>
internal sealed class DeviceConvolution : DeviceLayer
{
    private readonly ConvolutionShape _shape;
    private readonly DeviceBuffer _cells;
    private readonly TiledKernel _forward;
    private TiledKernel? _ofWeights;
    private SumParts? _weightSums;
    private ChannelSums? _biasSums;
    private TiledKernel? _ofInput;

    public DeviceConvolution(DeviceWork work)
        : base(work)
    {
        _shape = ((Convolution2D)work.Layer).Extents;
        var group = _shape.OneGroup;
        _cells = Cells(group.PatchSize, k =>
        {
            var (c, y, x) = Cell(k);
            return (k, c * _shape.Height * _shape.Width, y * _shape.Dilation, x * _shape.Dilation);
        });
        var tile = Tile.For(Queue.Device, group.Filters, (long)Memory.Capacity * _shape.OutputPixels, _shape.Groups);
        _forward = new(
            Queue, "convolve", tile, group.Filters, 0, group.PatchSize, Memory.Parameters, work.Offsets[0], group.PatchSize, work.Offsets[1], _cells,
            work.Inputs[0].Output, _shape.Height, _shape.Width, _shape.InputSize, _shape.OutputWidth, _shape.OutputPixels, _shape.Stride, -_shape.Padding, 1,
            work.Output, _shape.OutputSize, false, group.WeightCount, group.InputSize);
    }

    private int FilterCells => _shape.FilterSize * _shape.FilterSize;

    public override void PrepareBackward()
    {
        var group = _shape.OneGroup;
        var input = Work.Inputs[0];
        long terms = (long)Memory.Capacity * _shape.OutputPixels;
        var weightTile = Tile.ForParts(group.Filters, group.PatchSize);
        _weightSums = new(Queue, _shape.WeightCount, _shape.Groups * weightTile.Count(group.Filters, group.PatchSize), terms, Memory.Gradients, Work.Offsets[0]);
        _ofWeights = new(
            Queue, "correlate", weightTile, group.Filters, group.PatchSize, 0, Work.Gradient, _shape.OutputSize, _cells,
            input.Output, _shape.Height, _shape.Width, _shape.InputSize, _shape.OutputWidth, _shape.OutputPixels, _shape.Stride, -_shape.Padding,
            _weightSums.Parts, 0, 0, _shape.Groups, group.InputSize);
        _biasSums = new(Work, _shape.Filters, _shape.OutputPixels, Work.Offsets[1]);
        if (!input.NeedsGradient)
            return;

        // The same sum from the side of the input: filters take the place of channels, and a cell's neighbour lies the other way.
        var cells = Cells(group.Filters * FilterCells, k =>
        {
            var (filter, y, x) = Cell(k);
            return (filter * group.PatchSize + k % FilterCells, filter * _shape.OutputPixels, -y * _shape.Dilation, -x * _shape.Dilation);
        });
        var inputTile = Tile.For(Queue.Device, group.Channels, (long)Memory.Capacity * _shape.Height * _shape.Width, _shape.Groups);
        _ofInput = new(
            Queue, "convolve", inputTile, group.Channels, 0, group.Filters * FilterCells, Memory.Parameters, Work.Offsets[0], FilterCells, -1, cells,
            Work.Gradient, _shape.OutputHeight, _shape.OutputWidth, _shape.OutputSize, _shape.Width, _shape.Height * _shape.Width, 1, _shape.Padding, _shape.Stride,
            input.Gradient, _shape.InputSize, input.AddsToGradient(), group.WeightCount, group.OutputSize);
    }

    public override void Forward()
    {
        int columns = Count * _shape.OutputPixels;
        _forward.Set(1, columns);
        _forward.Run(_shape.OneGroup.Filters, columns, _shape.Groups);
    }

    public override void Backward()
    {
        var group = _shape.OneGroup;
        int terms = Count * _shape.OutputPixels, parts = _weightSums!.CountOf(terms);
        _ofWeights!.Set(2, terms);
        _ofWeights.Set(15, _weightSums.TermsOfPart(terms));
        _ofWeights.Set(16, parts);
        _ofWeights.Run(group.Filters, group.PatchSize, parts * _shape.Groups);
        _weightSums.Add(parts);
        _biasSums!.Run(Count);
        if (_ofInput is null)
            return;

        int columns = Count * _shape.Height * _shape.Width;
        _ofInput.Set(1, columns);
        _ofInput.Run(group.Channels, columns, _shape.Groups);
    }

    private (int Plane, int Row, int Column) Cell(int k) => (k / FilterCells, k % FilterCells / _shape.FilterSize, k % _shape.FilterSize);

    private DeviceBuffer Cells(int count, Func<int, (int Weight, int Plane, int Row, int Column)> cell)
    {
        int[] values = [.. Enumerable.Range(0, count).Select(cell).SelectMany(c => (int[])[c.Weight, c.Plane, c.Row, c.Column])];
        var cells = Queue.Allocate((long)values.Length * sizeof(int));
        Queue.Write<int>(cells, values);
        return cells;
    }
}
