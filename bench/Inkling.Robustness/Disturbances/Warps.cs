using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Disturbances;

/// <summary>The digit elsewhere, larger, smaller or aslant; about the middle of the field.</summary>
internal static class Warps
{
    public static Plane Shear(Plane field, float slope) => Warp(field, (x, y) => (x + (slope * y), y));

    public static Plane Scale(Plane field, float factor) => Warp(field, (x, y) => (x / factor, y / factor));

    public static Plane Shift(Plane field, float right, float down) => Warp(field, (x, y) => (x - right, y - down));

    public static Plane Rotate(Plane field, float angle)
    {
        var (sin, cos) = MathF.SinCos(angle);
        return Warp(field, (x, y) => ((cos * x) + (sin * y), (cos * y) - (sin * x)));
    }

    // The source of every place, both measured from the middle.
    private static Plane Warp(Plane field, Func<float, float, (float X, float Y)> source)
    {
        float middleX = (field.Width - 1) / 2f, middleY = (field.Height - 1) / 2f;
        return Plane.Of(field.Width, field.Height, (x, y) =>
        {
            var (fromX, fromY) = source(x - middleX, y - middleY);
            return field.Between(fromX + middleX, fromY + middleY);
        });
    }
}
