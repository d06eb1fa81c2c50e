using Inkling.Data.Ink;
using Inkling.Data.Synthetic;
using Inkling.Lines;

namespace Inkling.Data.Lines;

/// <summary>Composes lines as people write and photograph them. One thread at a time may use one.</summary>
internal sealed class LineComposer(IReadOnlyList<Sample> digits, int width)
{
    private const int NarrowestLine = 20;

    /// <summary>The part of strips on which paper and ink are exchanged: what <see cref="LineStrip.Stretch"/> errs in.</summary>
    private const float Exchanged = 0.08f;

    private readonly InkCanvas _writing = new(width, LineStrip.Height);
    private readonly InkCanvas _print = new(width, LineStrip.Height);
    private readonly LineWriter _writer = new(digits);
    private readonly Scan _scan = new(width);
    private readonly byte[] _picture = new byte[LineStrip.Height * width];
    private readonly List<(int Left, int Right)> _gaps = [];

    /// <summary>Makes a line: a pure function of the digits, the family and the index.</summary>
    public Sample Compose(ulong family, long index)
    {
        var random = new RandomStream(family, (ulong)index);
        var hand = new LineHand(ref random);
        _writing.Clear();
        _print.Clear();
        int left = random.Uniform() < 0.35f ? random.Index(3) : (int)(hand.Height * random.Uniform(0.1f, 1.5f));
        if (!hand.IsPlain && !hand.ClipsFirst && random.Uniform() < 0.09f)
            left = _writer.WriteCutAt(_writing, hand, 0, atLeft: true, ref random) + (int)(hand.Height * random.Uniform(0.1f, 0.6f));
        int right = _writer.Write(_writing, hand, left, width, ref random, _gaps);
        int columns = right + (random.Uniform() < 0.35f ? random.Index(3) : (int)(hand.Height * random.Uniform(0.1f, 1.5f)));
        if (hand.ClipsLast && _writer.Labels is [.., not LineWriter.Other])
            columns = right - _writer.ClipOfLast(ref random);
        columns = Math.Clamp(columns, NarrowestLine, width);
        if (!hand.IsPlain)
            Surround(hand, left, right, columns, ref random);

        var picture = _picture.AsSpan(0, LineStrip.Height * columns);
        _scan.Take(_writing, _print, columns, hand, ref random, picture);
        var strip = new byte[LineStrip.Height * width];
        LineStrip.Stretch(picture, columns, strip);
        if (random.Uniform() < Exchanged)
            Exchange(strip, columns);
        return new(strip, Label: 0) { Labels = _writer.Labels.ToArray() };
    }

    /// <summary>What the form has printed, and ink of lines and numbers beside this one.</summary>
    private void Surround(in LineHand hand, int left, int right, int columns, ref RandomStream random)
    {
        if (random.Uniform() < 0.09f && right + (0.3f * hand.Height) < columns)
            _writer.WriteCutAt(_writing, hand, columns, atLeft: false, ref random);
        if (random.Uniform() < 0.15f)
            _writer.WriteCut(_writing, hand, above: true, ref random);
        if (random.Uniform() < 0.08f)
            _writer.WriteCut(_writing, hand, above: false, ref random);
        FormPrint.Draw(_print, hand, columns, left, right, _gaps, ref random);
    }

    private void Exchange(byte[] strip, int columns)
    {
        for (int y = 0; y < LineStrip.Height; y++)
        {
            foreach (ref byte pixel in strip.AsSpan(y * width, columns))
                pixel = (byte)(255 - pixel);
        }
    }
}
