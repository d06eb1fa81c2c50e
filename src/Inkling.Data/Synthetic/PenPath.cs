using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Synthetic;

/// <summary>Writes a form with a hand: the polyline that the pen follows, in units of the digit's height.</summary>
internal static class PenPath
{
    private const int StepsPerSegment = 5;

    // A pen that is off at one control point is still half as far off at the next; the rest is new chance, so that the spread stays.
    private const float Drift = 0.5f;
    private const float Renewal = 0.8660254f; // √(1 − Drift²)

    /// <summary>How many points <see cref="Write"/> makes of a form.</summary>
    public static int PointCount(PenForm form) => ((form.PointCount - form.StrokeCount) * StepsPerSegment) + form.StrokeCount;

    /// <summary>Writes a pose between two of the form's.</summary>
    /// <param name="form">What to write.</param>
    /// <param name="hand">How to write it.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="path">Receives the points; <see cref="PointCount"/> long.</param>
    public static void Write(PenForm form, in Hand hand, ref RandomStream random, Span<PenPoint> path)
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

    /// <summary>Follows one stroke. The line swells or thins evenly from its beginning to its end.</summary>
    private static void Trace(ReadOnlySpan<ControlPoint> control, in Hand hand, ref RandomStream random, Span<PenPoint> path)
    {
        var (startPressure, endPressure) = (random.Normal(1f, hand.Pressure), random.Normal(1f, hand.Pressure));
        for (var i = 0; i < path.Length; i++)
        {
            var segment = Math.Min(i / StepsPerSegment, control.Length - 2);
            var (x, y) = Spline.At(control, segment, (i - (segment * StepsPerSegment)) / (float)StepsPerSegment);
            (x, y) = hand.Place(random.Normal(x, hand.Tremor), random.Normal(y, hand.Tremor));
            var pressure = startPressure + ((endPressure - startPressure) * i / (path.Length - 1));
            path[i] = new(x, y, hand.PenRadius * Math.Clamp(pressure, 0.5f, 1.6f), StartsStroke: i == 0);
        }
    }
}
