namespace Inkling.Data.Synthetic;

/// <summary>
/// One way of writing a digit: which strokes, through which points. The same way is given in several poses (narrower, rounder, more open …);
/// a written digit lies somewhere between two of them.
/// </summary>
internal sealed class DigitForm
{
    private readonly ControlPoint[][][] _poses;

    /// <summary>Makes a form of its poses.</summary>
    /// <param name="weight">How common the form is among the forms of its digit.</param>
    /// <param name="poses">Strokes separated by <c>/</c>, points by blanks, <c>x,y</c> or <c>x,y!</c> for a corner. All poses of a form have
    /// the same strokes with the same number of points.</param>
    public DigitForm(float weight, params string[] poses)
    {
        Weight = weight;
        _poses = [.. poses.Select(Parse)];
        foreach (var pose in _poses)
        {
            if (!pose.Select(stroke => stroke.Length).SequenceEqual(_poses[0].Select(stroke => stroke.Length)))
                throw new ArgumentException($"The poses of a form must have the same strokes and points: {string.Join(" | ", poses)}", nameof(poses));
        }

        PointCount = _poses[0].Sum(stroke => stroke.Length);
    }

    public float Weight { get; }

    /// <summary>Control points of all strokes together.</summary>
    public int PointCount { get; }

    public int StrokeCount => _poses[0].Length;

    public int PoseCount => _poses.Length;

    public ReadOnlySpan<ControlPoint> Stroke(int pose, int stroke) => _poses[pose][stroke];

    private static ControlPoint[][] Parse(string pose) =>
    [
        .. pose.Split('/').Select(stroke =>
            stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ControlPoint.Parse).ToArray()),
    ];
}
