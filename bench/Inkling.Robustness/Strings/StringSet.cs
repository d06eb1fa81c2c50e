using System.Globalization;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Sets;

namespace Inkling.Robustness.Strings;

/// <summary>Three to eight of MNIST's test digits side by side, 28 to 120 pixels high, dark on light.</summary>
internal sealed class StringSet(Sets.Digits digits, string name, string title, StringSpacing spacing) : ITestSet
{
    private const int FewestDigits = 3, MostDigits = 8, LeastHeight = 28, MostHeight = 120;

    /// <summary>The width of a stroke of MNIST, as a part of the height of a digit.</summary>
    private const float Stroke = 0.1f;

    public string Name => name;

    public string Title => title;

    public SetKind Kind => SetKind.String;

    public int Count => 500;

    public TestImage Make(int index)
    {
        var random = Chance.Of(name, index);
        int count = random.Next(FewestDigits, MostDigits + 1), height = random.Next(LeastHeight, MostHeight + 1);
        var sheet = new Plane(2 * height * (count + 1), 2 * height);
        int right = height / 2;
        string text = "";
        for (int i = 0; i < count; i++)
        {
            var sample = digits.Test[random.Next(digits.Test.Length)];
            text += sample.Label.ToString(CultureInfo.InvariantCulture);
            var digit = new PenStrokes(sample.Pixels.Span).Drawn(height * random.Between(0.85f, 1.1f));
            int top = ((sheet.Height - digit.Height) / 2) + (int)random.Between(-0.05f * height, 0.05f * height);
            int left = i == 0 ? right : Place(sheet, digit, right, top, height, random);
            Write(sheet, digit, left, top);
            right = Math.Max(right, left + digit.Width);
        }

        return new(Plane.Of(right + (height / 2), sheet.Height, (x, y) => 1 - sheet[x, y]).ToImage(), text, IsDarkOnLight: true);
    }

    private int Place(Plane sheet, Plane digit, int right, int top, int height, Random random) => spacing switch
    {
        StringSpacing.Wide => right + (int)(height * random.Between(0.3f, 0.7f)),
        StringSpacing.Normal => right + (int)(height * random.Between(0.05f, 0.25f)),
        StringSpacing.Crowded => right - (int)(height * random.Between(0, 0.15f)),
        _ => FirstMeeting(sheet, digit, right, top) - (int)(height * random.Between(0, Stroke / 2)),
    };

    // Digits that pass each other, such as a low and a high one, are left side by side.
    private static int FirstMeeting(Plane sheet, Plane digit, int right, int top)
    {
        for (int left = right; left > right - digit.Width; left--)
        {
            for (int y = 0; y < digit.Height; y++)
            {
                for (int x = 0; x < digit.Width; x++)
                {
                    if (digit[x, y] > 0.5f && sheet.OrZero(left + x, top + y) > 0.5f)
                        return left;
                }
            }
        }

        return right;
    }

    private static void Write(Plane sheet, Plane digit, int left, int top)
    {
        for (int y = 0; y < digit.Height; y++)
        {
            for (int x = 0; x < digit.Width; x++)
            {
                if (digit[x, y] > sheet.OrZero(left + x, top + y))
                    sheet[left + x, top + y] = digit[x, y];
            }
        }
    }
}
