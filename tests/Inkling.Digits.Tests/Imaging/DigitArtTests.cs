using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

public class DigitArtTests
{
    [Fact]
    public void Two_rows_of_pixels_make_a_line_of_half_blocks()
    {
        byte[] pixels =
        [
            0, 255, 0, 255,
            0, 0, 255, 255,
            255, 90, 96, 0,
        ];

        Assert.Equal(" ▀▄█\n▀ ▀ ", DigitArt.Render(pixels, width: 4));
    }

    [Fact]
    public void A_digit_is_fourteen_lines_of_twenty_eight_characters()
    {
        string[] lines = DigitNormalizer.Normalize(Picture.Gray(50, 50).Fill(22, 10, 6, 30, 0).Image).ToString().Split('\n');

        Assert.Equal(14, lines.Length);
        Assert.All(lines, line => Assert.Equal(28, line.Length));
        Assert.Equal(10, lines.Count(line => line.Contains("████", StringComparison.Ordinal)) + lines.Count(line => line.Contains('▄')));
    }

    [Fact]
    public void A_part_of_a_row_is_refused() => Assert.Throws<ArgumentException>(() => DigitArt.Render(new byte[30]));
}
