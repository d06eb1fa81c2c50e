using Inkling.Digits.Imaging;

namespace Inkling.Digits.Segmentation;

/// <summary>What lies between two places of a line where it may be cut.</summary>
/// <param name="First">The place on its left, as a number from the left end of the line.</param>
/// <param name="End">The place on its right.</param>
/// <param name="Ink">Its pixels and their box.</param>
/// <param name="Left">The cut on its left.</param>
/// <param name="Right">The cut on its right.</param>
/// <param name="LeftPiece">The piece in which it begins.</param>
internal sealed record Candidate(int First, int End, CutInk Ink, Cut Left, Cut Right, InkPiece LeftPiece)
{
    /// <summary>Whether it had to be cut off a neighbour.</summary>
    public bool IsCut => Left.IsThroughInk || Right.IsThroughInk;
}
