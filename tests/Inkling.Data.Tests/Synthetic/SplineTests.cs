using CsCheck;
using Inkling.Data.Synthetic;
using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Tests.Synthetic;

public class SplineTests
{
    private static readonly Gen<ControlPoint[]> _strokes =
        Gen.Select(Gen.Float[0, 100], Gen.Float[0, 100], Gen.Bool, (x, y, isCorner) => new ControlPoint(x, y, isCorner)).Array[2, 12];

    [Fact]
    public void The_curve_passes_through_every_control_point() =>
        _strokes.Sample(control =>
        {
            for (var i = 0; i + 1 < control.Length; i++)
            {
                AssertNear(control[i], Spline.At(control, i, 0f));
                AssertNear(control[i + 1], Spline.At(control, i, 1f));
            }
        });

    [Fact]
    public void Points_on_a_line_give_that_line()
    {
        ControlPoint[] control = [new(0, 0, false), new(10, 20, false), new(20, 40, false), new(30, 60, false)];
        for (var t = 0f; t <= 1f; t += 0.125f)
            AssertNear(control[1].Towards(control[2], t), Spline.At(control, 1, t));
    }

    [Fact]
    public void Between_corners_the_curve_is_straight()
    {
        ControlPoint[] control = [new(0, 50, false), new(10, 10, true), new(40, 20, true), new(50, 90, false)];
        var (x, y) = Spline.At(control, 1, 0.5f);
        AssertNear(new(25, 15, false), (x, y));
    }

    [Fact]
    public void Without_corners_the_curve_has_no_kink()
    {
        ControlPoint[] control = [new(0, 50, false), new(10, 10, false), new(60, 20, false), new(50, 90, false)];
        const float Step = 1e-3f;
        var (before, at, after) = (Spline.At(control, 0, 1f - Step), Spline.At(control, 1, 0f), Spline.At(control, 1, Step));
        var turn = Math.Atan2(after.Y - at.Y, after.X - at.X) - Math.Atan2(at.Y - before.Y, at.X - before.X);
        Assert.Equal(0.0, turn, 0.05);
    }

    [Fact]
    public void Points_that_coincide_do_no_harm()
    {
        ControlPoint[] control = [new(5, 5, false), new(5, 5, false), new(5, 5, false)];
        AssertNear(control[0], Spline.At(control, 1, 0.3f));
    }

    private static void AssertNear(ControlPoint expected, (float X, float Y) actual)
    {
        Assert.Equal(expected.X, actual.X, 0.01f);
        Assert.Equal(expected.Y, actual.Y, 0.01f);
    }
}
