using System.Globalization;
using Inkling.Compute;

namespace Inkling.Training;

/// <summary>g ← min(max(g, −limit), limit).</summary>
internal sealed class ClippingByValue(double limit) : GradientClipping
{
    private readonly float _limit = (float)CheckLimit(limit);

    internal override bool NeedsNorm => false;

    internal override void Clip(Span<float> gradients, double norm) => Clamping.Clamp(_limit, gradients);

    internal override (float Scale, float Limit) OnDevice(double norm) => (1f, _limit);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"clipped by value {_limit}");
}
