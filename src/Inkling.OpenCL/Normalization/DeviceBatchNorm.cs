using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary><see cref="BatchNorm"/>, over the samples of each shard.</summary>
internal sealed class DeviceBatchNorm : DeviceLayer
{
    private const string Sources = "Sums.cl BatchNormalization.cl";
    private const int GroupItems = 256;
    private const int Weight = 0, Bias = 1, Mean = 2, Variance = 3;

    private readonly int _channels;
    private readonly int _pixels;
    private readonly float _epsilon;
    private readonly DeviceBuffer _factors;
    private readonly Kernel _prepare;
    private readonly Kernel _applyAverages;
    private Kernel? _measure;
    private Kernel? _apply;
    private Kernel? _measureGradient;
    private Kernel? _ofParameters;
    private Kernel? _ofInput;

    public DeviceBatchNorm(DeviceWork work)
        : base(work)
    {
        _channels = work.Layer.Shape.Channels;
        _pixels = work.Layer.Shape.Height * work.Layer.Shape.Width;
        _epsilon = (float)((BatchNorm)work.Layer).Epsilon;
        _factors = Queue.Allocate(_channels * sizeof(float));
        _prepare = Queue.Kernel(Sources, "batchnorm_factors", 0, _epsilon, Memory.Parameters, work.Offsets[Weight], work.Offsets[Variance], _factors);
        _applyAverages = Queue.Kernel(
            Sources, "batchnorm_apply", 0, 1, 1, _channels, _pixels, work.Inputs[0].Output, Memory.Parameters, work.Offsets[Mean], _factors,
            Memory.Parameters, work.Offsets[Bias], work.Output);
    }

    public override void PrepareBackward()
    {
        // As many shards as samples, at most.
        var (means, variances, factors, sums, products) = (Statistic(), Statistic(), Statistic(), Statistic(), Statistic());
        var input = Work.Inputs[0];
        _measure = Queue.Kernel(
            Sources, "batchnorm_measure", 0, 0, _channels, _pixels, _epsilon, input.Output, Memory.Parameters, Work.Offsets[Weight], means, variances, factors);
        _apply = Queue.Kernel(
            Sources, "batchnorm_apply", 0, 0, 0, _channels, _pixels, input.Output, means, 0, factors, Memory.Parameters, Work.Offsets[Bias], Work.Output);
        _measureGradient = Queue.Kernel(
            Sources, "batchnorm_measure_gradient", 0, 0, _channels, _pixels, input.Output, means, Work.Gradient, sums, products);
        _ofParameters = Queue.Kernel(
            Sources, "batchnorm_gradient_of_parameters", 0, 0, 0, _pixels, _epsilon, 0f, means, variances, sums, products,
            Memory.Gradients, Work.Offsets[Weight], Work.Offsets[Bias], Work.Offsets[Mean], Work.Offsets[Variance]);
        if (input.NeedsGradient)
        {
            _ofInput = Queue.Kernel(
                Sources, "batchnorm_gradient", 0, 0, 0, _channels, _pixels, _epsilon, input.Output, Memory.Parameters, Work.Offsets[Weight], means, variances,
                sums, products, Work.Gradient, input.Gradient, input.AddsToGradient());
        }
    }

    public override void Forward()
    {
        long values = (long)Count * Work.Layer.Shape.Size;
        if (!Memory.Training)
        {
            _prepare.Over(_channels);
            _applyAverages.Set(1, Count);
            _applyAverages.Over(values);
            return;
        }

        _measure!.Set(0, Count);
        _measure.Set(1, Memory.Shards);
        _measure.Groups(GroupItems, _channels, Memory.Shards);
        SetShards(_apply!);
        _apply!.Over(values);
    }

    public override void Backward()
    {
        _measureGradient!.Set(0, Count);
        _measureGradient.Set(1, Memory.Shards);
        _measureGradient.Groups(GroupItems, _channels, Memory.Shards);
        SetShards(_ofParameters!);
        _ofParameters!.Set(5, Memory.SampleWeight);
        _ofParameters.Over(_channels);
        if (_ofInput is null)
            return;

        SetShards(_ofInput);
        _ofInput.Over((long)Count * Work.Layer.Shape.Size);
    }

    private void SetShards(Kernel kernel)
    {
        kernel.Set(1, Count);
        kernel.Set(2, Memory.Shards);
    }

    private DeviceBuffer Statistic() => Queue.Allocate((long)Memory.Capacity * _channels * sizeof(float));
}
