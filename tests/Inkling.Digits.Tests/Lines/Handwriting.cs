using Inkling.Data.Synthetic;
using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Lines;

/// <summary>Sheets of synthetic digits written next to each other, dark on light.</summary>
internal sealed class Handwriting
{
    private const int Small = NormalizedDigit.Size;
    private const int Zoom = 3;
    private const int Variants = 40;

    private readonly int _width;
    private readonly byte[] _pixels;

    public Handwriting(int width, int height)
    {
        _width = width;
        _pixels = new byte[width * height];
        Array.Fill(_pixels, (byte)255);
    }

    public GrayImage Image => new(_width, _pixels.Length / _width, _pixels.AsSpan());

    /// <summary>Forty ways of writing each digit that a network which knows MNIST alone reads without doubt: what is tested is how they are found.</summary>
    private static readonly ReadOnlyMemory<byte>[][] _digits = ReadWithoutDoubt();

    /// <summary>Writes digits 60 pixels high from left to right.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="x">The left side of the first.</param>
    /// <param name="y">The top of all of them.</param>
    /// <param name="gap">Pixels between their boxes; below 0: they overlap.</param>
    /// <param name="variant">Another number, other hands.</param>
    /// <returns>The boxes of the digits.</returns>
    public List<PixelBox> Write(string text, int x, int y, int gap, int variant)
    {
        var boxes = new List<PixelBox>();
        for (int i = 0; i < text.Length; i++)
        {
            var digit = _digits[text[i] - '0'][(variant + (7 * i)) % Variants];
            var box = InkImage.Box(new GrayImage(Small, Small, digit.Span), 100);
            var place = new PixelBox(x, y + (Zoom * (20 - box.Height) / 2), Zoom * box.Width, Zoom * box.Height);
            var pixels = AreaAverage.Resize(new GrayImage(Small, Small, digit.Span), box, place.Width, place.Height);
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                int at = ((place.Y + (pixel / place.Width)) * _width) + place.X + (pixel % place.Width);
                _pixels[at] = (byte)Math.Min(_pixels[at], 255 - Math.Clamp((pixels[pixel] - 60) * 2, 0, 255));
            }

            boxes.Add(place);
            x += place.Width + gap;
        }

        return boxes;
    }

    public void Fill(PixelBox box, byte level)
    {
        for (int row = box.Y; row < box.Y + box.Height; row++)
            _pixels.AsSpan((row * _width) + box.X, box.Width).Fill(level);
    }

    private static ReadOnlyMemory<byte>[][] ReadWithoutDoubt()
    {
        var recognizer = new Recognizer(DigitModel.Open("lenet"));
        return
        [
            .. SyntheticDigits.Test(1600).Read()
                .Where(sample => recognizer.Recognize(sample.Pixels.Span).Probabilities[sample.Label] > 0.99)
                .GroupBy(sample => sample.Label, sample => sample.Pixels)
                .OrderBy(digit => digit.Key)
                .Select(digit => digit.Take(Variants).ToArray()),
        ];
    }
}
