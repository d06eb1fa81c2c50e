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

    /// <summary>A pen that wanders between places drawn by chance, lifted now and then.</summary>
    private static Span<PenPoint> Scribble(in Hand hand, ref RandomStream random, Span<PenPoint> path)
    {
        const float Lifts = 0.1f;
        var turns = FewestTurns + random.Index(MostTurns - FewestTurns);
        var width = random.Uniform(0.3f, 1f);
        var corners = random.Uniform() < 0.5f;
        Span<ControlPoint> control = stackalloc ControlPoint[turns];
        foreach (ref var point in control)
            point = new(100f * width * random.Uniform(), 100f * random.Uniform(), corners);

        var points = path[..((turns - 1) * StepsPerTurn)];
        var lifted = true;
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = Spline.At(control, i / StepsPerTurn, i % StepsPerTurn / (float)StepsPerTurn);
            lifted |= i > 0 && i % StepsPerTurn == 0 && random.Uniform() < Lifts;
            points[i] = new(x, y, hand.PenRadius, StartsStroke: lifted);
            lifted = false;
        }

        return points;
    }
}
