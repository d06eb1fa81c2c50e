namespace Inkling.Data.Synthetic.Forms;

/// <summary>
/// One way of writing a sign: which strokes, through which points. The same way is given in several poses (narrower, rounder, more
/// open …); a written sign lies somewhere between two of them.
/// Coordinates: x to the right, y down, about 60 wide and 100 high; only proportions matter, since every sign is scaled to its field.
/// </summary>
internal sealed class PenForm
{
    private readonly ControlPoint[][][] _poses;

    /// <summary>Makes a form of its poses.</summary>
    /// <param name="weight">How common the form is among the forms of its sign.</param>
    /// <param name="poses">Strokes separated by <c>/</c>, points by blanks, <c>x,y</c> or <c>x,y!</c> for a corner. All poses of a form
    /// have the same strokes with the same number of points, two or more in a stroke.</param>
    /// <exception cref="ArgumentException">The poses do not fit each other, or a stroke is a single point.</exception>
    public PenForm(float weight, params string[] poses)
    {
        Weight = weight;
        _poses = [.. poses.Select(Parse)];
        var lengths = _poses[0].Select(stroke => stroke.Length).ToArray();
        if (lengths.Min() < 2 || !_poses.All(pose => pose.Select(stroke => stroke.Length).SequenceEqual(lengths)))
        {
            throw new ArgumentException(
                $"The poses of a form need the same strokes of two or more points: {string.Join(" | ", poses)}", nameof(poses));
        }

        PointCount = lengths.Sum();
    }

    /// <summary>How common the form is, relative to the other forms of its sign.</summary>
    public float Weight { get; }

    /// <summary>Control points of all strokes together.</summary>
    public int PointCount { get; }

    /// <summary>How often the pen is put down.</summary>
    public int StrokeCount => _poses[0].Length;

    /// <summary>How many poses the form is given in.</summary>
    public int PoseCount => _poses.Length;

    /// <summary>The control points of a stroke in a pose.</summary>
    public ReadOnlySpan<ControlPoint> Stroke(int pose, int stroke) => _poses[pose][stroke];

    private static ControlPoint[][] Parse(string pose) =>
    [
        .. pose.Split('/').Select(stroke =>
            stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ControlPoint.Parse).ToArray()),
    ];
}
