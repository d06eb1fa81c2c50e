using Inkling.Data.Ink;
using Inkling.Data.Synthetic;
using Inkling.Lines;

namespace Inkling.Data.Lines;

/// <summary>What was on the paper before anybody wrote: base lines, rules, frames of cells, boxes for single digits. Nobody is to read it.</summary>
internal static class FormPrint
{
    /// <summary>Prints on a strip, or leaves it plain.</summary>
    /// <param name="canvas">The paper.</param>
    /// <param name="hand">The line that is written on it.</param>
    /// <param name="width">Columns of the strip in use.</param>
    /// <param name="left">Where the writing begins.</param>
    /// <param name="right">Where it ends.</param>
    /// <param name="gaps">Where one digit ends and the next begins.</param>
    /// <param name="random">Where chance comes from.</param>
    public static void Draw(InkCanvas canvas, in LineHand hand, int width, int left, int right, List<(int Left, int Right)> gaps, ref RandomStream random)
    {
        float radius = random.Uniform(0.25f, 1f), ink = random.Uniform(0.3f, 1f), bottom = hand.Top + hand.Height, slope = random.Normal(0f, 0.012f);
        if (random.Uniform() < 0.3f)
        {
            // At the foot of the digits, or through them where the hand does not keep to it.
            float above = random.Uniform() < 0.85f ? random.Uniform(-0.3f, 0.12f) : random.Uniform(0.12f, 0.6f);
            Across(canvas, bottom - (hand.Height * above), slope, radius, ink, width, ref random);
        }

        if (random.Uniform() < 0.06f)
            Across(canvas, hand.Top - (hand.Height * random.Uniform(0f, 0.2f)), slope, radius, ink, width, ref random);
        if (random.Uniform() < 0.22f)
            Frame(canvas, width, slope, Math.Max(0.5f, radius * random.Uniform(1f, 1.8f)), ink, left, right, ref random);
        if (random.Uniform() < 0.14f)
            Ruled(canvas, width, slope, random.Uniform(0.2f, 0.6f), ink * random.Uniform(0.15f, 0.7f), ref random);
        if (random.Uniform() < 0.07f)
            Boxes(canvas, hand, left, right, radius, ink, gaps, ref random);
    }

    /// <summary>A line to write on: drawn, dotted or dashed.</summary>
    private static void Across(InkCanvas canvas, float y, float slope, float radius, float ink, int width, ref RandomStream random)
    {
        float from = random.Uniform() < 0.7f ? 0f : random.Uniform(0f, width / 2f), to = random.Uniform() < 0.7f ? width : random.Uniform(width / 2f, width);
        int kind = random.Index(3);
        float period = kind == 1 ? Math.Max(1.6f, random.Uniform(2f, 4f) * Math.Max(radius, 0.6f)) : random.Uniform(2.4f, 9f);
        float part = kind == 1 ? 0f : random.Uniform(0.4f, 0.75f);
        if (kind == 0)
        {
            canvas.Line(from, y, to, y + (slope * (to - from)), radius, ink);
            return;
        }

        for (float x = from; x < to; x += period)
        {
            float at = y + (slope * (x - from));
            canvas.Line(x, at, x + (part * period), at, Math.Max(0.5f, radius), ink);
        }
    }

    /// <summary>The sides of a cell, each there or not, single or double, at the border or a little inside.</summary>
    private static void Frame(InkCanvas canvas, int width, float slope, float radius, float ink, int left, int right, ref RandomStream random)
    {
        float lean = LineStrip.Height * slope;
        bool isDouble = random.Uniform() < 0.25f;
        float distance = (2f * radius) + random.Uniform(1f, 4f);
        if (random.Uniform() < 0.7f)
            Upright(random.Uniform(-1f, Math.Max(1f, left - 1f)), 1f);
        if (random.Uniform() < 0.7f)
            Upright(random.Uniform(Math.Min(right + 1f, width - 1f), width + 1f), -1f);
        if (random.Uniform() < 0.5f)
            Level(random.Uniform(-1f, 3f), 1f);
        if (random.Uniform() < 0.5f)
            Level(LineStrip.Height - random.Uniform(-1f, 3f), -1f);

        void Upright(float x, float inwards)
        {
            canvas.Line(x, -1f, x - lean, LineStrip.Height + 1f, radius, ink);
            if (isDouble)
                canvas.Line(x - (inwards * distance), -1f, x - (inwards * distance) - lean, LineStrip.Height + 1f, radius, ink);
        }

        void Level(float y, float inwards)
        {
            canvas.Line(-1f, y, width + 1f, y + (slope * width), radius, ink);
            if (isDouble)
                canvas.Line(-1f, y + (inwards * distance), width + 1f, y + (inwards * distance) + (slope * width), radius, ink);
        }
    }

    /// <summary>Paper with lines, or with squares.</summary>
    private static void Ruled(InkCanvas canvas, int width, float slope, float radius, float ink, ref RandomStream random)
    {
        float spacing = random.Uniform(5f, 28f), start = random.Uniform(0f, spacing);
        bool isSquared = random.Uniform() < 0.5f;
        for (float y = start; y < LineStrip.Height; y += spacing)
            canvas.Line(0f, y, width, y + (slope * width), radius, ink);
        for (float x = isSquared ? random.Uniform(0f, spacing) : width; x < width; x += spacing)
            canvas.Line(x, 0f, x - (slope * LineStrip.Height), LineStrip.Height, radius, ink);
    }

    /// <summary>A box for each digit, side by side like the teeth of a comb or apart.</summary>
    private static void Boxes(InkCanvas canvas, in LineHand hand, int left, int right, float radius, float ink, List<(int Left, int Right)> gaps, ref RandomStream random)
    {
        float over = hand.Height * random.Uniform(0.02f, 0.25f), top = hand.Top - over, bottom = hand.Top + hand.Height + over, from = left - over;
        bool areApart = random.Uniform() < 0.4f, areOpen = random.Uniform() < 0.25f;
        foreach (var (end, next) in gaps)
        {
            if (next <= end)
                continue;
            float middle = (end + next) / 2f, half = areApart ? (next - end) * random.Uniform(0.1f, 0.4f) : 0f;
            Box(from, middle - half);
            from = middle + half;
        }

        Box(from, right + over);

        void Box(float x0, float x1)
        {
            canvas.Line(x0, top, x0, bottom, radius, ink);
            canvas.Line(x1, top, x1, bottom, radius, ink);
            canvas.Line(x0, bottom, x1, bottom, radius, ink);
            if (!areOpen)
                canvas.Line(x0, top, x1, top, radius, ink);
        }
    }
}
