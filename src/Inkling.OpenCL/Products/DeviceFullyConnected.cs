using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="FullyConnected"/>: three products of matrices.</summary>
internal sealed class DeviceFullyConnected : DeviceLayer
{
    private const string Sources = "Products.cl", Name = "product";

    private readonly int _in;
    private readonly int _out;
    private readonly Tile _tile;
    private readonly Kernel _forward;
    private Tile? _weightTile;
    private Kernel? _ofWeights;
    private SumParts? _weightSums;
    private ChannelSums? _biasSums;
    private Tile? _inputTile;
    private Kernel? _ofInput;

    public DeviceFullyConnected(DeviceWork work)
        : base(work)
    {
        _in = work.Inputs[0].Layer.Shape.Size;
        _out = work.Layer.Shape.Size;
        _tile = Tile.For(Queue.Device, Memory.Capacity, _out);
        _forward = Queue.KernelOf(
            Sources, Name, _tile.Options, 0, _out, _in, work.Inputs[0].Output, _in, 1, Memory.Parameters, work.Offsets[0], 1, _in,
            Memory.Parameters, work.Offsets[1], work.Output, 0, false, _in);
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        _weightTile = Tile.ForParts(_out, _in);
        _weightSums = new(Queue, _out * _in, _weightTile.Count(_out, _in), Memory.Capacity, Memory.Gradients, Work.Offsets[0]);
        _ofWeights = Queue.KernelOf(
            Sources, Name, _weightTile.Options, _out, _in, 0, Work.Gradient, 1, _out, input.Output, 0, _in, 1,
            Memory.Parameters, -1, _weightSums.Parts, 0, false, 0);
        _biasSums = new(Work, _out, 1, Work.Offsets[1]);
        if (!input.NeedsGradient)
            return;

        _inputTile = Tile.For(Queue.Device, Memory.Capacity, _in);
        _ofInput = Queue.KernelOf(
            Sources, Name, _inputTile.Options, 0, _in, _out, Work.Gradient, _out, 1, Memory.Parameters, Work.Offsets[0], _in, 1,
            Memory.Parameters, -1, input.Gradient, 0, input.AddsToGradient(), _out);
    }

    public override void Forward()
    {
        _forward.Set(0, Count);
        _forward.Groups(_tile.Items, _tile.Across(_out), _tile.Down(Count));
    }

    public override void Backward()
    {
        int parts = _weightSums!.CountOf(Count);
        _ofWeights!.Set(2, Count);
        _ofWeights.Set(15, _weightSums.TermsOfPart(Count));
        _ofWeights.Groups(_weightTile!.Items, _weightTile.Across(_in), _weightTile.Down(_out), parts);
        _weightSums.Add(parts);
        _biasSums!.Run(Count);
        if (_ofInput is null)
            return;

        _ofInput.Set(0, Count);
        _ofInput.Groups(_inputTile!.Items, _inputTile.Across(_in), _inputTile.Down(Count));
    }
}
