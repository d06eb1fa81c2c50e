using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>Neighbouring fragments of a line that together could be a digit.</summary>
/// <param name="First">The first of them.</param>
/// <param name="End">The one behind the last.</param>
/// <param name="Box">The box around them.</param>
internal sealed record Candidate(int First, int End, PixelBox Box)
{
    /// <summary>The most fragments a digit is made of.</summary>
    private const int MostFragments = 40;

    /// <summary>The widest digit, as a share of the line's height.</summary>
    private const double MostWidth = 1.4;

    /// <summary>The widest gap between parts of one digit, as a share of the line's height.</summary>
    private const double MostGap = 0.25;

    /// <summary>All candidates among the fragments of a line.</summary>
    public static List<Candidate> In(Fragment[] fragments, double lineHeight)
    {
        var candidates = new List<Candidate>();
        for (int first = 0; first < fragments.Length; first++)
        {
            var box = fragments[first].Box;
            for (int end = first + 1; end <= Math.Min(fragments.Length, first + MostFragments); end++)
            {
                var next = fragments[end - 1].Box;
                if (InkPiece.Gap(box, next) > MostGap * lineHeight)
                    break;
                box = box.Union(next);
                if (box.Width > MostWidth * lineHeight)
                    break;
                candidates.Add(new(first, end, box));
            }
        }

        return candidates;
    }

    /// <summary>Its fragments among those of the line.</summary>
    public ReadOnlySpan<Fragment> Of(Fragment[] fragments) => fragments.AsSpan(First..End);
}
