using Inkling.Data.Ink;
using Inkling.Data.Synthetic;
using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Lines;

/// <summary>Writes a line of digits and marks on a canvas, as many as there is room for, and says what stands there.</summary>
internal sealed class LineWriter(IReadOnlyList<Sample> digits)
{
    /// <summary>The class of all that is no digit: separators, letters, signs. Several in a row are one.</summary>
    public const byte Other = 10;

    private const int FewestDigits = 1, MostDigits = 9;

    /// <summary>How often a word of the form stands before the line, and behind it.</summary>
    private const float PrintBefore = 0.08f, PrintBehind = 0.05f;

    /// <summary>The most that the border takes of a digit, as a part of its width.</summary>
    private const float MostClipped = 0.25f;

    private readonly Glyph _glyph = new();
    private readonly byte[] _field = new byte[InkField.Size * InkField.Size];
    private readonly byte[] _labels = new byte[64];
    private int _count;
    private int _lastWidth;

    /// <summary>What stands in the line.</summary>
    public ReadOnlySpan<byte> Labels => _labels.AsSpan(0, _count);

    /// <summary>Writes a line.</summary>
    /// <param name="canvas">Empty paper; what stands at its borders belongs to others.</param>
    /// <param name="hand">How.</param>
    /// <param name="left">Where the line may begin.</param>
    /// <param name="end">Where it must end.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="gaps">Receives the columns where one digit ends and the next one begins.</param>
    /// <returns>The column behind the last ink.</returns>
    public int Write(InkCanvas canvas, in LineHand hand, int left, int end, ref RandomStream random, List<(int Left, int Right)> gaps)
    {
        _count = 0;
        gaps.Clear();
        int wanted = !hand.IsPlain && random.Uniform() < 0.03f ? 0 : random.Index(MostDigits - FewestDigits + 1) + FewestDigits, right = left;
        bool isFirst = hand.IsPlain || random.Uniform() >= PrintBefore || !TryWord(canvas, hand, ref right, end, isFirst: true, ref random);
        if (wanted == 0 || random.Uniform() < 0.4f * hand.Marks)
            isFirst &= !TryMark(canvas, hand, ref right, end, isFirst, ref random);

        for (int i = 0; i < wanted; i++)
        {
            int before = right;
            if (!isFirst && i > 0 && random.Uniform() < hand.Marks)
                TryMark(canvas, hand, ref right, end, isFirst: false, ref random);
            byte digit = Draw(hand, ref random);
            if (isFirst && hand.ClipsFirst)
                right = -Clip(_glyph.Width, ref random);
            if (!TryStamp(canvas, hand, ref right, end, isFirst, ref random))
                break;
            if (i > 0)
                gaps.Add((before, right - _glyph.Width));
            isFirst = false;
            Say(digit);
        }

        if (random.Uniform() < 0.4f * hand.Marks)
            TryMark(canvas, hand, ref right, end, isFirst, ref random);
        if (!hand.IsPlain && random.Uniform() < PrintBehind)
            TryWord(canvas, hand, ref right, end, isFirst, ref random);
        return right;
    }

    /// <summary>How many columns the border takes of the last digit.</summary>
    public int ClipOfLast(ref RandomStream random) => Clip(_lastWidth, ref random);

    /// <summary>Writes what reaches into the strip from a line above or below: parts of digits, or of print, that nobody is to read.</summary>
    public void WriteCut(InkCanvas canvas, in LineHand hand, bool above, ref RandomStream random)
    {
        float seen = random.Uniform(0.05f, 0.28f) * hand.Height;
        int x = random.Index(canvas.Width);
        bool isPrint = random.Uniform() < 0.3f;
        for (int count = 1 + random.Index(isPrint ? 8 : 4); count > 0 && x < canvas.Width; count--)
        {
            if (isPrint)
                DrawLetter(hand.PrintedPose(random.Uniform(0.4f, 0.7f)), ref random);
            else
                Draw(hand, ref random);
            canvas.Stamp(_glyph.Ink, _glyph.Width, x, above ? (int)seen - _glyph.Height : canvas.Height - (int)seen);
            x += _glyph.Width + (int)(hand.Height * random.Uniform(0.03f, isPrint ? 0.15f : 0.5f));
        }
    }

    /// <summary>Writes what is left of a digit that the border cut off.</summary>
    /// <returns>How many columns of it are seen.</returns>
    public int WriteCutAt(InkCanvas canvas, in LineHand hand, int column, bool atLeft, ref RandomStream random)
    {
        Draw(hand, ref random);
        int seen = Math.Min((int)(random.Uniform(0.1f, 0.4f) * _glyph.Width), (int)(0.25f * hand.Height));
        canvas.Stamp(_glyph.Ink, _glyph.Width, atLeft ? column + seen - _glyph.Width : column - seen, (int)(hand.Top + random.Normal(0f, 0.1f * hand.Height)));
        return seen;
    }

    private static int Clip(int width, ref RandomStream random) => (int)(random.Uniform(0f, MostClipped) * width);

    private void Say(byte label)
    {
        if (label == Other && _count > 0 && _labels[_count - 1] == Other)
            return;
        _labels[_count++] = label;
    }

    // A digit of the collection, or one by the pen.
    private byte Draw(in LineHand hand, ref RandomStream random)
    {
        bool byPen = hand.Source > 0.75f || (hand.Source > 0.5f && random.Uniform() < 0.5f);
        if (!byPen)
        {
            var sample = digits[random.Index(digits.Count)];
            _glyph.Draw(sample.Pixels.Span, hand.Pose(1f, ref random));
            return (byte)sample.Label;
        }

        int index = (int)(random.Bits() >> 33);
        WrittenDigit.Draw(random.Bits(), index, _field);
        _glyph.Draw(_field, hand.Pose(1f, ref random));
        return (byte)WrittenDigit.Label(index);
    }

    private bool TryStamp(InkCanvas canvas, in LineHand hand, ref int right, int end, bool isFirst, ref RandomStream random)
    {
        int top = Top(canvas, hand, right, ref random), left = isFirst ? right : Place(canvas, hand, right, top, ref random);
        if (left + _glyph.Width > end)
            return false;
        canvas.Stamp(_glyph.Ink, _glyph.Width, left, top);
        right = Math.Max(right, left + _glyph.Width);
        _lastWidth = _glyph.Width;
        return true;
    }

    private int Top(InkCanvas canvas, in LineHand hand, int x, ref RandomStream random)
    {
        float middle = hand.Top + (hand.Height / 2f) + (hand.Rise * (x - (canvas.Width / 2f))) + (hand.Height * random.Normal(0f, 0.5f * hand.Unevenness));
        return (int)MathF.Round(middle - (_glyph.Height / 2f));
    }

    private int Place(InkCanvas canvas, in LineHand hand, int right, int top, ref RandomStream random)
    {
        var spacing = hand.Spacing == LineSpacing.Mixed ? (LineSpacing)random.Index((int)LineSpacing.Mixed) : hand.Spacing;
        return spacing switch
        {
            LineSpacing.Wide => right + (int)(hand.Height * random.Uniform(0.25f, 1f)),
            LineSpacing.Normal => right + (int)MathF.Ceiling(hand.Height * random.Uniform(0.03f, 0.3f)),
            LineSpacing.Crowded => right - (int)MathF.Round(hand.Height * random.Uniform(-0.04f, 0.16f)),
            _ => Meeting(canvas, right, top) - (int)MathF.Round(hand.Height * random.Uniform(-0.03f, 0.06f)),
        };
    }

    // As far to the left as the ink before allows; digits that pass each other are left side by side.
    private int Meeting(InkCanvas canvas, int right, int top)
    {
        int meeting = int.MinValue;
        for (int y = 0; y < _glyph.Height; y++)
        {
            if ((uint)(top + y) < (uint)canvas.Height && canvas.LastInk(top + y) is >= 0 and var edge && _glyph.FirstInk(y) is var first && first < _glyph.Width)
                meeting = Math.Max(meeting, edge + 1 - first);
        }

        return meeting == int.MinValue ? right : Math.Max(meeting, right - (int)(0.7f * _glyph.Width));
    }

    private bool TryMark(InkCanvas canvas, in LineHand hand, ref int right, int end, bool isFirst, ref RandomStream random)
    {
        const int Kinds = 13, DrawnKinds = 10;
        // A comma may begin below the sweep of the digit before it.
        float h = hand.Height, x = right + (isFirst ? 0f : h * random.Uniform(-0.08f, 0.3f));
        var pen = new MarkPen(x, hand.Top + h + (hand.Rise * (right - (canvas.Width / 2f))), h, Math.Max(0.6f, h * random.Uniform(0.03f, 0.1f)));
        if (x + (MarkPen.Widest * h) > end)
            return false;

        int kind = random.Index(Kinds);
        if (kind < DrawnKinds)
            right = pen.Draw(kind, canvas, ref random);
        else if (!TrySign(canvas, hand, ref right, (int)x, end, ref random))
            return false;
        Say(Other);
        return true;
    }

    // A sign as it stands beside numbers, or a letter, or any other sign.
    private bool TrySign(InkCanvas canvas, in LineHand hand, ref int right, int x, int end, ref RandomStream random)
    {
        if (random.Uniform() < 0.6f)
            Draw(OtherSigns.BesideNumbers, hand.Pose(random.Uniform(0.75f, 1.25f), ref random), ref random);
        else
            DrawLetter(hand.Pose(random.Uniform(0.5f, 1.1f), ref random), ref random);
        right = x;
        return TryStamp(canvas, hand, ref right, end, isFirst: true, ref random);
    }

    // A few letters on the foot of the line, as a form prints them: "Year", "No.".
    private bool TryWord(InkCanvas canvas, in LineHand hand, ref int right, int end, bool isFirst, ref RandomStream random)
    {
        float size = random.Uniform(0.35f, 0.8f);
        int foot = (int)(hand.Top + hand.Height + (hand.Rise * (right - (canvas.Width / 2f)))), count = 1 + random.Index(4), written = 0;
        int left = isFirst ? right : right + (int)(hand.Height * random.Uniform(0.1f, 0.6f));
        for (; written < count; written++)
        {
            DrawLetter(hand.PrintedPose(size * random.Uniform(0.7f, 1f)), ref random);
            if (left + _glyph.Width > end)
                break;
            canvas.Stamp(_glyph.Ink, _glyph.Width, left, foot - _glyph.Height);
            right = Math.Max(right, left + _glyph.Width);
            left = right + 1 + (int)(size * hand.Height * random.Uniform(0f, 0.15f));
        }

        if (written > 0)
            Say(Other);
        return written > 0;
    }

    private void DrawLetter(in GlyphPose pose, ref RandomStream random) => Draw(OtherSigns.Forms, pose, ref random);

    private void Draw(PenForm[] forms, in GlyphPose pose, ref RandomStream random)
    {
        var form = forms[random.Index(forms.Length)];
        var pen = new Hand(ref random);
        Span<PenPoint> path = stackalloc PenPoint[PenPath.PointCount(form)];
        PenPath.Write(form, pen, ref random, path);
        InkField.Draw(path, pen.Softness, _field);
        _glyph.Draw(_field, pose);
    }
}
