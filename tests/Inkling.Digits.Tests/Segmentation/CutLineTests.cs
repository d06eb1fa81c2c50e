using Inkling.Digits.Imaging;
using Inkling.Digits.Segmentation;
using Inkling.Digits.Tests.Imaging;

namespace Inkling.Digits.Tests.Segmentation;

public class CutLineTests
{
    private static readonly GrayImage Ink = Picture.Gray(140, 60, paper: 0)
        .Fill(10, 10, 20, 40, 255).Fill(30, 28, 6, 3, 255).Fill(36, 10, 20, 40, 255) // two blocks that touch
        .Fill(62, 10, 20, 40, 255).Fill(86, 40, 5, 5, 255).Image; // one more, and a speck

    private static readonly CutLine Line = Assert.Single(WritingLine.In(Strokes())).Cut(Ink, new HashSet<InkPiece>());

    [Fact]
    public void Among_the_candidates_are_each_of_two_that_touch_and_the_one_beside_them()
    {
        var boxes = Line.Candidates().ConvertAll(candidate => candidate.Ink.Box);

        Assert.Contains(boxes, box => box is { X: 10, Height: 40, Width: >= 20 and <= 26 });
        Assert.Contains(boxes, box => box is { X: >= 30 and <= 36, Height: 40 } && box.X + box.Width == 56);
        Assert.Contains(new PixelBox(62, 10, 20, 40), boxes);
        Assert.All(boxes, box => Assert.InRange(box.Width, 1, 56));
    }

    [Fact]
    public void Every_candidate_has_each_of_its_pixels_once()
    {
        Assert.All(Line.Candidates(), candidate => Assert.Equal(candidate.Ink.Pixels.Distinct().Count(), candidate.Ink.Pixels.Count));
        Assert.All(Line.Candidates(), candidate => Assert.Equal(CutInk.Of(candidate.Ink.Pixels, Ink.Width).Box, candidate.Ink.Box));
    }

    [Fact]
    public void Every_piece_may_be_left_out_and_so_the_whole_line()
    {
        var removable = Line.Removable().ToList();

        int place = 0;
        foreach (var box in (PixelBox[])[new(10, 10, 46, 40), new(62, 10, 20, 40), new(86, 40, 5, 5)])
        {
            var piece = Assert.Single(removable, part => part.Box == box);
            Assert.Equal(place, piece.First);
            place = piece.End;
        }

        Assert.Equal(Line.End, place);
    }

    [Fact]
    public void What_falls_apart_has_a_largest_part()
    {
        int[] block = [.. Enumerable.Range(0, 6).Select(i => ((5 + (i / 3)) * 100) + 10 + (i % 3))], dot = [(5 * 100) + 20];

        Assert.Equal(6, CutInk.Of([.. dot, .. block], imageWidth: 100).LargestPart(imageWidth: 100));
        Assert.Equal(6, CutInk.Of([.. block], imageWidth: 100).LargestPart(imageWidth: 100));
    }

    private static PageStrokes Strokes()
    {
        var mask = PixelMask.Above(Ink, 0);
        return new PageStrokes(mask, InkPiece.In(mask, Ink), Threshold: 90, DigitHeight: 40);
    }
}
