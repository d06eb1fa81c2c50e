using System.Globalization;
using Inkling.Compute;

namespace Inkling.Training;

/// <summary>g ← g·min(1, limit/‖g‖).</summary>
internal sealed class ClippingByNorm(double limit) : GradientClipping
{
    private readonly double _limit = CheckLimit(limit);

    internal override bool NeedsNorm => true;

    internal override void Clip(Span<float> gradients, double norm)
    {
        if (norm > _limit)
            Scaling.Multiply((float)(_limit / norm), gradients);
    }

    internal override (float Scale, float Limit) OnDevice(double norm) => (norm > _limit ? (float)(_limit / norm) : 1f, float.PositiveInfinity);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"clipped by norm {_limit}");
}
