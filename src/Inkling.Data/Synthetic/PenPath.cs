namespace Inkling.Data.Synthetic;

/// <summary>Writes a form with a hand: the polyline of the pen, in hundredths of the digit's height.</summary>
internal static class PenPath
{
    private const int StepsPerSegment = 5;

    // A pen that is off at one control point is still half as far off at the next; the rest is new chance, so that the spread stays the same.
    private const float Drift = 0.5f;
    private const float Renewal = 0.8660254f; // √(1 − Drift²)

    /// <summary>How many points <see cref="Write"/> makes of a form.</summary>
    public static int PointCount(DigitForm form) => ((form.PointCount - form.StrokeCount) * StepsPerSegment) + form.StrokeCount;

    /// <summary>Writes a pose between two of the form's.</summary>
    /// <param name="form">What to write.</param>
    /// <param name="hand">How to write it.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="path">Receives the points; <see cref="PointCount"/> long.</param>
    public static void Write(DigitForm form, in Hand hand, ref RandomStream random, Span<PenPoint> path)
    {
        const float BeyondThePoses = 0.15f;
        var (from, to) = (random.Index(form.PoseCount), random.Index(form.PoseCount));
        var t = random.Uniform(-BeyondThePoses, 1f + BeyondThePoses);
        Span<ControlPoint> control = stackalloc ControlPoint[form.PointCount];

        for (var stroke = 0; stroke < form.StrokeCount; stroke++)
        {
            var a = form.Stroke(from, stroke);
            var b = form.Stroke(to, stroke);
            var (missX, missY) = (random.Normal(0f, hand.Looseness), random.Normal(0f, hand.Looseness));
            for (var p = 0; p < a.Length; p++)
            {
                var point = a[p].Towards(b[p], t);
                control[p] = point with { X = point.X + missX, Y = point.Y + missY };
                missX = random.Normal(Drift * missX, Renewal * hand.Looseness);
                missY = random.Normal(Drift * missY, Renewal * hand.Looseness);
            }

            var length = ((a.Length - 1) * StepsPerSegment) + 1;
            Trace(control[..a.Length], hand, ref random, path[..length]);
            path = path[length..];
        }
    }

    /// <summary>Follows one stroke: a cubic Hermite spline whose tangents lie along the neighbours, broken at corners.</summary>
    private static void Trace(ReadOnlySpan<ControlPoint> control, in Hand hand, ref RandomStream random, Span<PenPoint> path)
    {
        var (before, after) = (random.Normal(0f, hand.Pressure), random.Normal(0f, hand.Pressure));
        var last = path.Length - 1;
        for (var i = 0; i < path.Length; i++)
        {
            var segment = Math.Min(i / StepsPerSegment, control.Length - 2);
            var (x, y) = Spline.At(control, segment, (float)(i - (segment * StepsPerSegment)) / StepsPerSegment);
            x = random.Normal(x, hand.Tremor);
            y = random.Normal(y, hand.Tremor);
            var pressure = before + ((after - before) * i / last);
            var (lean, fall) = Distort(x, y, hand);
            path[i] = new(lean, fall, hand.PenRadius * Math.Clamp(1f + pressure, 0.5f, 1.6f), StartsStroke: i == 0);
        }
    }

    /// <summary>What the hand does to a point, wherever it lies: proportions, slant, rotation.</summary>
    private static (float X, float Y) Distort(float x, float y, in Hand hand)
    {
        var v = (y - 50f) / 100f; // -0.5 at the top, 0.5 at the bottom
        var u = (x - 50f) / 100f * hand.Width * (1f + (2f * hand.Taper * v));
        v += hand.Balance * (0.25f - (v * v));
        u -= hand.Slant * v;
        return (u - (hand.Rotation * v), v + (hand.Rotation * u));
    }
}
