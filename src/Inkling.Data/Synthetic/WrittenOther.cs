using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Synthetic;

/// <summary>One sample of writing that is no digit: another sign, or a scribble.</summary>
internal static class WrittenOther
{
    private const float Scribbles = 0.25f; // the part of all

    private const int FewestTurns = 4;
    private const int MostTurns = 16;
    private const int StepsPerTurn = 6;

    /// <summary>Draws a sample: a pure function of the family and the index.</summary>
    /// <param name="family">The family of random streams that the set draws from.</param>
    /// <param name="index">The sample in the set.</param>
    /// <param name="image">Receives 28×28 bytes, 0 = paper, 255 = ink.</param>
    public static void Draw(ulong family, int index, Span<byte> image)
    {
        var random = new RandomStream(family, (ulong)index);
        var scribbles = random.Uniform() < Scribbles;
        var form = OtherSigns.Forms[random.Index(OtherSigns.Forms.Length)];
        var hand = new Hand(ref random);
        Span<PenPoint> path = stackalloc PenPoint[scribbles ? MostTurns * StepsPerTurn : PenPath.PointCount(form)];
        if (scribbles)
            path = Scribble(hand, ref random, path);
        else
            PenPath.Write(form, hand, ref random, path);
        InkField.Draw(path, hand.Softness, image);
    }

    /// <summary>A pen that wanders between places drawn by chance, goes to and fro, or in circles; lifted now and then.</summary>
    private static Span<PenPoint> Scribble(in Hand hand, ref RandomStream random, Span<PenPoint> path)
    {
        const float Lifts = 0.1f;
        var turns = FewestTurns + random.Index(MostTurns - FewestTurns);
        Span<ControlPoint> control = stackalloc ControlPoint[turns];
        var lifts = Lifts;
        switch (random.Index(4))
        {
            case 0:
                ToAndFro(ref random, control);
                break;
            case 1:
                Circle(ref random, control);
                lifts = 0f;
                break;
            default:
                Wander(ref random, control);
                break;
        }

        var points = path[..((turns - 1) * StepsPerTurn)];
        var lifted = true;
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = Spline.At(control, i / StepsPerTurn, i % StepsPerTurn / (float)StepsPerTurn);
            lifted |= i > 0 && i % StepsPerTurn == 0 && random.Uniform() < lifts;
            points[i] = new(x, y, hand.PenRadius, StartsStroke: lifted);
            lifted = false;
        }

        return points;
    }

    private static void Wander(ref RandomStream random, Span<ControlPoint> control)
    {
        var width = random.Uniform(0.3f, 1f);
        var corners = random.Uniform() < 0.5f;
        foreach (ref var point in control)
            point = new(100f * width * random.Uniform(), 100f * random.Uniform(), corners);
    }

    private static void ToAndFro(ref RandomStream random, Span<ControlPoint> control)
    {
        var (corners, upright, swing) = (random.Uniform() < 0.5f, random.Uniform() < 0.5f, random.Uniform(0.2f, 1f));
        for (var i = 0; i < control.Length; i++)
        {
            var along = (100f * i / control.Length) + random.Uniform(-4f, 4f);
            var side = 50f + (50f * swing * (i % 2 == 0 ? 1f : -1f) * random.Uniform(0.7f, 1f));
            control[i] = upright ? new(side, along, corners) : new(along, side, corners);
        }
    }

    // More than one turn, and never on the same way: a single round is a zero.
    private static void Circle(ref RandomStream random, Span<ControlPoint> control)
    {
        var (advance, radius) = (random.Uniform(2f, 10f), random.Uniform(25f, 50f));
        var (sin, cos) = (radius, 0f);
        for (var i = 0; i < control.Length; i++)
        {
            control[i] = new((advance * i) + cos + random.Uniform(-6f, 6f), 50f + sin + random.Uniform(-6f, 6f), IsCorner: false);
            (sin, cos) = (cos, -sin); // a quarter of a turn
        }
    }
}
