using Inkling.Robustness.Rasters;

namespace Inkling.Robustness.Photos;

/// <summary>Writes a digit on a sheet: anywhere on it, a little turned, in a pen or pencil of any darkness and breadth.</summary>
internal static class Pen
{
    public static void Write(Plane sheet, PenStrokes digit, float height, Random random)
    {
        float scale = height / digit.Box.Height, radius = 0.5f * MathF.Max(digit.Box.Width, digit.Box.Height) * scale * 1.2f;
        float middleX = Anywhere(sheet.Width), middleY = Anywhere(sheet.Height);
        float left = random.Between(0.05f, 0.45f), widening = random.Between(-0.08f, 0.12f);
        var (sin, cos) = MathF.SinCos(random.Between(-0.15f, 0.15f));
        float digitX = digit.Box.X + ((digit.Box.Width - 1) / 2f), digitY = digit.Box.Y + ((digit.Box.Height - 1) / 2f);
        for (int y = Math.Max(0, (int)(middleY - radius)); y <= Math.Min(sheet.Height - 1, (int)(middleY + radius)); y++)
        {
            for (int x = Math.Max(0, (int)(middleX - radius)); x <= Math.Min(sheet.Width - 1, (int)(middleX + radius)); x++)
            {
                float right = (x - middleX) / scale, down = (y - middleY) / scale;
                float ink = digit.InkAt(digitX + (cos * right) + (sin * down), digitY + (cos * down) - (sin * right), scale, widening);
                sheet[x, y] *= 1 - (ink * (1 - left));
            }
        }

        float Anywhere(int side) => side > 2 * radius ? random.Between(radius, side - radius) : side / 2f;
    }
}
