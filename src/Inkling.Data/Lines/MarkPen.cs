using Inkling.Data.Ink;
using Inkling.Data.Synthetic;

namespace Inkling.Data.Lines;

/// <summary>Draws a mark that stands between digits, such as a point, a dash or a slash.</summary>
/// <param name="X">Where it begins.</param>
/// <param name="Bottom">The foot of the digits.</param>
/// <param name="Height">Of the digits.</param>
/// <param name="Radius">Half the width of the line.</param>
internal readonly record struct MarkPen(float X, float Bottom, float Height, float Radius)
{
    /// <summary>The room that the widest mark takes, as a part of the height: a slash, or a comma with a heavy head.</summary>
    public const float Widest = 0.85f;

    /// <summary>How far a slash reaches beyond the digits at the least, above and below, as a part of the height.</summary>
    private const float Beyond = 0.15f;

    /// <summary>Draws a mark.</summary>
    /// <param name="kind">0 to 9; some marks have two of them, since they are more common.</param>
    /// <param name="canvas">The paper.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The column behind it.</returns>
    public int Draw(int kind, InkCanvas canvas, ref RandomStream random) => kind switch
    {
        0 or 1 => Dot(canvas, ref random),
        2 or 3 => Comma(canvas, ref random),
        4 => Colon(canvas),
        5 or 6 => Dash(canvas, ref random),
        7 or 8 => Slash(canvas, ref random),
        _ => Parenthesis(canvas, ref random),
    };

    // At the foot, or in the middle.
    private int Dot(InkCanvas canvas, ref RandomStream random)
    {
        float y = random.Uniform() < 0.8f ? Bottom - Radius : Bottom - (Height * random.Uniform(0.3f, 0.6f));
        canvas.Line(X + Radius, y, X + Radius + random.Uniform(0f, 1f), y, Radius * 1.2f);
        return Behind(X + (2.6f * Radius));
    }

    private int Comma(InkCanvas canvas, ref RandomStream random)
    {
        // Its head, which some hands make heavy, then its tail, which some bend.
        float tail = Height * random.Uniform(0.08f, 0.6f), lean = tail * random.Uniform(0.1f, 0.8f), bend = lean * random.Uniform(0f, 0.5f);
        float head = Bottom - (Height * random.Uniform(0f, 0.25f)), middle = (head + Bottom + tail) / 2f, heavy = Radius * random.Uniform(1f, 1.7f);
        canvas.Line(X + lean + Radius, head, X + (0.5f * lean) + bend + Radius, middle, heavy);
        canvas.Line(X + (0.5f * lean) + bend + Radius, middle, X + Radius, Bottom + tail, Radius);
        return Behind(X + lean + (2f * heavy));
    }

    private int Colon(InkCanvas canvas)
    {
        canvas.Line(X + Radius, Bottom - Radius, X + Radius, Bottom - Radius, Radius * 1.2f);
        canvas.Line(X + Radius, Bottom - (0.55f * Height), X + Radius, Bottom - (0.55f * Height), Radius * 1.2f);
        return Behind(X + (2.4f * Radius));
    }

    // One, or two: minus, equals.
    private int Dash(InkCanvas canvas, ref RandomStream random)
    {
        float length = Height * random.Uniform(0.2f, 0.6f), middle = Bottom - (Height * random.Uniform(0.35f, 0.6f)), tilt = Height * random.Normal(0f, 0.05f);
        canvas.Line(X, middle, X + length, middle + tilt, Radius);
        if (random.Uniform() < 0.25f)
            canvas.Line(X, middle + (0.25f * Height), X + length, middle + tilt + (0.25f * Height), Radius);
        return Behind(X + length + Radius);
    }

    // Longer than digits are high, at both ends: a stroke of their height is a 1, also where it leans. Where the strip would not show that, a dash.
    private int Slash(InkCanvas canvas, ref RandomStream random)
    {
        if (Bottom - ((1f + Beyond) * Height) < 0f || Bottom + (Beyond * Height) > canvas.Height)
            return Dash(canvas, ref random);
        float width = Height * random.Uniform(0.25f, 0.7f), below = random.Uniform(Beyond, 0.4f), above = random.Uniform(Beyond, 0.4f);
        canvas.Line(X, Bottom + (Height * below), X + width, Bottom - (Height * (1f + above)), Radius);
        return Behind(X + width + Radius);
    }

    private int Parenthesis(InkCanvas canvas, ref RandomStream random)
    {
        float bow = Height * random.Uniform(0.12f, 0.25f), over = Height * random.Uniform(0.05f, 0.25f), side = random.Uniform() < 0.5f ? 1f : -1f;
        float outer = X + (side > 0f ? bow : 0f), inner = outer - (side * bow);
        canvas.Line(outer, Bottom - Height - over, inner, Bottom - (0.7f * Height), Radius);
        canvas.Line(inner, Bottom - (0.7f * Height), inner, Bottom - (0.3f * Height), Radius);
        canvas.Line(inner, Bottom - (0.3f * Height), outer, Bottom + over, Radius);
        return Behind(X + bow + Radius);
    }

    private static int Behind(float x) => (int)x + 1;
}
