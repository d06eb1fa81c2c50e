using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Synthetic;

/// <summary>
/// A smooth curve through control points, broken at corners: Catmull–Rom with centripetal knots, which makes no loops of its own between
/// them (Yuksel, Schaefer, Keyser, "Parameterization and applications of Catmull–Rom curves", 2011), each piece as a cubic in Hermite form.
/// </summary>
internal static class Spline
{
    /// <summary>The point a fraction <paramref name="t"/> of the way from control point <paramref name="segment"/> to the next.</summary>
    public static (float X, float Y) At(ReadOnlySpan<ControlPoint> control, int segment, float t)
    {
        var (a, b) = (control[segment], control[segment + 1]);
        var span = Knots(a, b);
        var (ax, ay) = a.IsCorner || segment == 0 ? (b.X - a.X, b.Y - a.Y) : Tangent(control[segment - 1], a, b, span);
        var (bx, by) = b.IsCorner || segment + 2 == control.Length ? (b.X - a.X, b.Y - a.Y) : Tangent(a, b, control[segment + 2], span);

        var (t2, t3) = (t * t, t * t * t);
        var (h00, h10, h01, h11) = ((2 * t3) - (3 * t2) + 1, t3 - (2 * t2) + t, (3 * t2) - (2 * t3), t3 - t2);
        return ((h00 * a.X) + (h10 * ax) + (h01 * b.X) + (h11 * bx), (h00 * a.Y) + (h10 * ay) + (h01 * b.Y) + (h11 * by));
    }

    /// <summary>The tangent at <paramref name="at"/>, in units of a segment whose knots are <paramref name="span"/> apart.</summary>
    private static (float X, float Y) Tangent(ControlPoint before, ControlPoint at, ControlPoint after, float span)
    {
        var (d0, d1) = (Knots(before, at), Knots(at, after));
        return (Along(before.X, at.X, after.X), Along(before.Y, at.Y, after.Y));

        float Along(float p0, float p1, float p2) => span * (((p1 - p0) / d0) - ((p2 - p0) / (d0 + d1)) + ((p2 - p1) / d1));
    }

    /// <summary>The centripetal distance of two knots: the square root of the distance of their points.</summary>
    private static float Knots(ControlPoint a, ControlPoint b)
    {
        const float NeverZero = 1e-3f;
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        return MathF.Sqrt(MathF.Sqrt((dx * dx) + (dy * dy))) + NeverZero;
    }
}
