using Inkling.Compute;
using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="CtcCost"/>, on the processors: its sums depend on the ones before, and only the logits and their gradients have to travel.</summary>
internal sealed class DeviceCtc : DeviceLayer
{
    private readonly DeviceLabels _labels;
    private readonly CtcCost _cost;
    private readonly int _classes;
    private readonly int _columns;
    private readonly int _size;
    private readonly float[] _logits;
    private readonly float[] _costs;
    private readonly double[] _saved;
    private readonly int _savedLength;
    private readonly int _scratchLength;
    private float[] _gradient = [];
    private float[] _upstream = [];
    private DeviceBuffer? _sent;
    private Kernel? _add;

    public DeviceCtc(DeviceWork work, DeviceLabels labels)
        : base(work)
    {
        _labels = labels;
        _cost = (CtcCost)work.Layer;
        var logits = work.Inputs[0].Layer.Shape;
        var sequences = (LabelSequenceInput)labels.Work.Layer;
        (_classes, _columns, _size) = (sequences.Classes, logits.Width, logits.Size);
        _savedLength = CtcAlignments.SavedLength(_columns, sequences.MaxLength);
        _scratchLength = CtcAlignments.ScratchLength(_classes, sequences.MaxLength);
        _logits = new float[work.Memory.Capacity * _size];
        _costs = new float[work.Memory.Capacity];
        _saved = new double[checked(work.Memory.Capacity * _savedLength)];
    }

    public override void PrepareBackward()
    {
        var input = Work.Inputs[0];
        if (!input.NeedsGradient)
            return;

        _gradient = new float[_logits.Length];
        _upstream = new float[_costs.Length];
        _sent = Queue.Allocate(Work.Bytes(_size));
        _add = Queue.Kernel("Elementwise.cl", "copy_part", 0, _size, _sent, _size, 0, input.Gradient, _size, 0, input.AddsToGradient());
    }

    public override void Forward()
    {
        Queue.Read(Work.Inputs[0].Output, _logits.AsSpan(0, Count * _size));
        for (int n = 0; n < Count; n++)
            _cost.CheckColumns(n, Count, _labels.Of(n));
        Parallel.For(0, Count, n => _costs[n] = (float)CtcAlignments.Forward(_classes, _columns, _labels.Of(n), Logits(n), Saved(n)));
        Queue.Write<float>(Work.Output, _costs.AsSpan(0, Count));
    }

    public override void Backward()
    {
        if (_add is null)
            return;

        Queue.Read(Work.Gradient, _upstream.AsSpan(0, Count));
        Parallel.For(0, Count, n =>
        {
            var gradient = _gradient.AsSpan(n * _size, _size);
            gradient.Clear();
            CtcAlignments.Backward(_classes, _columns, _labels.Of(n), Logits(n), Saved(n), _upstream[n], new double[_scratchLength], gradient);
        });
        Queue.Write<float>(_sent!, _gradient.AsSpan(0, Count * _size));
        _add.Over((long)Count * _size);
    }

    private ReadOnlySpan<float> Logits(int sample) => _logits.AsSpan(sample * _size, _size);

    private Span<double> Saved(int sample) => _saved.AsSpan(sample * _savedLength, _savedLength);
}
