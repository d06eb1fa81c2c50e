using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="FullyConnected"/>: three products of matrices.</summary>
internal sealed class DeviceFullyConnected : DeviceLayer
{
    private const string Name = "product";

    private readonly int _in;
    private readonly int _out;
    private readonly TiledKernel _forward;
    private TiledKernel? _ofWeights;
    private SumParts? _weightSums;
    private ChannelSums? _biasSums;
    private TiledKernel? _ofInput;

    public DeviceFullyConnected(DeviceWork work)
        : base(work)
    {
        _in = work.Inputs[0].Layer.Shape.Size;
        _out = work.Layer.Shape.Size;
        _forward = new(
            Queue, Name, Tile.For(Queue.Device, Memory.Capacity, _out), 0, _out, _in, work.Inputs[0].Output, _in, 1, Memory.Parameters, work.Offsets[0], 1, _in,
            Memory.Parameters, work.Offsets[1], work.Output, 0, false, _in);
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        var tile = Tile.ForParts(_out, _in);
        _weightSums = new(Queue, _out * _in, tile.Count(_out, _in), Memory.Capacity, Memory.Gradients, Work.Offsets[0]);
        _ofWeights = new(
            Queue, Name, tile, _out, _in, 0, Work.Gradient, 1, _out, input.Output, 0, _in, 1,
            Memory.Parameters, -1, _weightSums.Parts, 0, false, 0);
        _biasSums = new(Work, _out, 1, Work.Offsets[1]);
        if (!input.NeedsGradient)
            return;

        _ofInput = new(
            Queue, Name, Tile.For(Queue.Device, Memory.Capacity, _in), 0, _in, _out, Work.Gradient, _out, 1, Memory.Parameters, Work.Offsets[0], _in, 1,
            Memory.Parameters, -1, input.Gradient, 0, input.AddsToGradient(), _out);
    }

    public override void Forward()
    {
        _forward.Set(0, Count);
        _forward.Run(Count, _out);
    }

    public override void Backward()
    {
        int parts = _weightSums!.CountOf(Count);
        _ofWeights!.Set(2, Count);
        _ofWeights.Set(15, _weightSums.TermsOfPart(Count));
        _ofWeights.Run(_out, _in, parts);
        _weightSums.Add(parts);
        _biasSums!.Run(Count);
        if (_ofInput is null)
            return;

        _ofInput.Set(0, Count);
        _ofInput.Run(Count, _in);
    }
}
