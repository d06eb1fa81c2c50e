using Inkling.Digits.Imaging;
using Inkling.Digits.Segmentation;

namespace Inkling.Digits;

/// <summary>
/// What the reader of a line puts before the network: digits cut out rightly, with traces of the cut, and digits cut wrongly, in pieces or two as one. Made
/// by writing a line of known digits and cutting it as any line is cut.
/// </summary>
internal sealed class LineCuts
{
    private const int Size = NormalizedDigit.Size;

    /// <summary>How high the digits are, in pixels, give or take a tenth.</summary>
    private const int Height = 40;

    /// <summary>Neighbours overlap by up to this share of the height, or stand up to so far apart.</summary>
    private const double MostOverlap = 0.3;
    private const double MostGap = 0.15;

    /// <summary>How far digits stand above or below the line, as a share of the height.</summary>
    private const double Unevenness = 0.08;

    /// <summary>A right cut has so much of one digit's ink and, of all its own ink, at most so much of others.</summary>
    private const double Whole = 0.9;
    private const double Foreign = 0.12;

    /// <summary>A wrong cut lacks more of every digit than this, or has more of others.</summary>
    private const double AlmostWhole = 0.75;
    private const double VeryForeign = 0.25;

    /// <summary>Lower cuts, as a share of the line's height, need no network to be judged.</summary>
    private const double LeastHeight = 0.5;

    private readonly byte[] _ink;
    private readonly int[] _owners; // of the pixels of a digit: its number from 1; 0 is paper
    private readonly int _width;
    private readonly int _height = 2 * Height;
    private int _right;
    private int _count;

    private LineCuts(int digits)
    {
        _width = Height * (digits + 1) * 3 / 2;
        _ink = new byte[_width * _height];
        _owners = new int[_ink.Length];
        _right = Height / 2;
    }

    /// <summary>Writes digits next to each other, and gives one right and one wrong cut of them, where there is one.</summary>
    public static (byte[]? Right, byte[]? Wrong) Of(IEnumerable<ReadOnlyMemory<byte>> digits, Random random)
    {
        ReadOnlyMemory<byte>[] all = [.. digits];
        var line = new LineCuts(all.Length);
        foreach (var digit in all)
            line.Write(digit.Span, random);
        return line.Cut(random);
    }

    /// <summary>Writes a digit to the right of what is written.</summary>
    private void Write(ReadOnlySpan<byte> digit, Random random)
    {
        const int Paper = 60, Ink = 190; // enlarged edges are soft; ink's are crisp
        var image = new GrayImage(Size, Size, digit);
        var box = InkImage.Box(image, Paper);
        int height = (int)(Height * (0.9 + (0.2 * random.NextDouble()))), width = Math.Clamp(height * box.Width / Math.Max(1, box.Height), 3, Height * 3 / 2);
        var pixels = AreaAverage.Resize(image, box, width, height);
        int top = (_height / 2) + (Height / 2) - height + (int)(Height * Unevenness * ((2 * random.NextDouble()) - 1));
        int gap = (int)(Height * ((random.NextDouble() * (MostOverlap + MostGap)) - MostOverlap));
        int left = Math.Max(0, _right + Math.Max(gap, -width / 2));
        _count++;
        for (int i = 0; i < pixels.Length; i++)
        {
            byte ink = (byte)Math.Clamp((pixels[i] - Paper) * 255 / (Ink - Paper), 0, 255);
            int place = ((top + (i / width)) * _width) + left + (i % width);
            if (ink > _ink[place])
                (_ink[place], _owners[place]) = (ink, _count);
        }

        _right = left + width;
    }

    private (byte[]? Right, byte[]? Wrong) Cut(Random random)
    {
        const int Threshold = 90;
        var ink = new GrayImage(_width, _height, _ink.AsSpan());
        var mask = PixelMask.Above(ink, Threshold);
        var strokes = new PageStrokes(mask, InkPiece.In(mask, ink), Threshold, Height);
        int[] inkOf = Counts(Enumerable.Range(0, _ink.Length).Where(pixel => mask.Pixels[pixel]));

        List<CutInk> right = [], wrong = [];
        foreach (var line in WritingLine.In(strokes))
        {
            foreach (var candidate in line.Cut(ink, whole: new HashSet<InkPiece>()).Candidates().Where(candidate => candidate.Ink.Box.Height >= LeastHeight * line.Height))
            {
                var cut = candidate.Ink;
                int[] counts = Counts(cut.Pixels);
                int all = counts.Sum(), most = Array.IndexOf(counts, counts.Max());
                double whole = (double)counts[most] / inkOf[most], foreign = 1 - ((double)counts[most] / all);
                if (whole >= Whole && foreign <= Foreign)
                    right.Add(cut);
                else if (whole < AlmostWhole || foreign > VeryForeign)
                    wrong.Add(cut);
            }
        }

        var cutter = new DigitCutter(ink, strokes);
        return (One(right), One(wrong));

        byte[]? One(List<CutInk> cuts) => cuts.Count == 0 ? null : cutter.Field(cuts[random.Next(cuts.Count)]);
    }

    /// <summary>How many of the pixels belong to each digit.</summary>
    private int[] Counts(IEnumerable<int> pixels)
    {
        var counts = new int[_count + 1];
        foreach (int pixel in pixels)
            counts[_owners[pixel]]++;
        return counts;
    }
}
