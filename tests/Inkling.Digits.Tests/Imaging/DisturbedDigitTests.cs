using Inkling.Digits.Imaging;
using SkiaSharp;

namespace Inkling.Digits.Tests.Imaging;

/// <summary>Whatever befalls the sheet, the network is to see the digit that it sees on the clean one.</summary>
public class DisturbedDigitTests
{
    private static readonly NormalizedDigit Clean = DigitNormalizer.Normalize(Drawing.Two());

    [Fact]
    public void Light_that_falls_off_changes_little() =>
        Same(Drawing.Two().Lit((x, y) => 1 - (0.4 * x) - (0.25 * y)));

    [Fact]
    public void A_lamp_above_the_sheet_changes_little() =>
        Same(Drawing.Two().Lit((x, y) => 1 / (1 + (1.5 * (((x - 0.5) * (x - 0.5)) + ((y - 0.4) * (y - 0.4)))))));

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.45)]
    [InlineData(0.7)]
    public void The_edge_of_a_shadow_changes_little_even_across_the_digit(double edge) =>
        Same(Drawing.Two().Lit((x, y) => x + (0.3 * y) < edge + 0.15 ? 0.5 : 1), most: 0.25);

    [Theory]
    [InlineData(false, 0, 170)]
    [InlineData(false, 2.5f, 90)]
    [InlineData(true, 0, 170)]
    [InlineData(true, -3, 90)]
    public void Ruled_and_squared_paper_change_little(bool squared, float degrees, byte level) =>
        Same(Drawing.Two(below: canvas => Drawing.Lines(canvas, across: true, down: squared, level, degrees)), most: 0.25);

    [Fact]
    public void A_frame_along_the_border_changes_little() =>
        Same(Drawing.Two(below: canvas => Drawing.Box(canvas, 6, 6, Drawing.Width - 12, Drawing.Height - 12, 40, stroke: 4)));

    [Fact]
    public void Specks_change_nothing() => Same(Drawing.Two(below: canvas =>
    {
        foreach (int at in (int[])[40, 90, 340, 370])
            Drawing.Box(canvas, at, at + 20, 4, 4, 40);
    }));

    [Fact]
    public void A_neighbour_cut_by_the_border_is_left_out() =>
        Same(Drawing.Two(below: canvas => Drawing.Box(canvas, 370, 150, 30, 170, 40)));

    [Fact]
    public void Grain_changes_little() => Same(Drawing.Two().Grainy(20), most: 0.25);

    [Fact]
    public void Chalk_on_a_board_in_uneven_light_changes_little()
    {
        var board = Drawing.Two(paper: 60, ink: 230).Lit((x, y) => 1 - (0.5 * y));

        Same(board, most: 0.25);
        Assert.Equal(Polarity.LightOnDark, DigitNormalizer.Normalize(board).Polarity);
    }

    [Fact]
    public void A_shadow_on_most_of_the_border_does_not_pass_for_a_board()
    {
        var sheet = Drawing.Two().Lit((x, y) => x - y > 0.35 ? 1 : 0.45);

        Assert.Equal(Polarity.DarkOnLight, DigitNormalizer.Normalize(sheet).Polarity);
        Same(sheet, most: 0.25);
    }

    [Fact]
    public void Everything_at_once_is_still_the_digit() => Same(
        Drawing.Two(below: canvas => Drawing.Lines(canvas, across: true, down: true, 160, degrees: 2))
            .Lit((x, y) => (x + y < 0.9 ? 0.6 : 1) * (1 - (0.3 * y))).Grainy(6),
        most: 0.35);

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Thin_and_thick_pens_are_brought_near_the_strokes_of_MNIST(float thickness)
    {
        var digit = DigitNormalizer.Normalize(Drawing.Two(thickness: thickness));

        Assert.InRange(StrokeWidth.Of(new GrayImage(28, 28, digit.Pixels.Span)), 1.4, 4.3);
        Assert.Equal(20, Enumerable.Range(0, 28).Count(y => digit.Pixels.Slice(28 * y, 28).Span.IndexOfAnyExcept((byte)0) >= 0));
    }

    [Theory]
    [InlineData(190, 240, 24, 34, 3)]
    [InlineData(30, 30, 340, 430, 48)]
    public void Tiny_and_huge_digits_look_alike(float x, float y, float width, float height, float thickness) =>
        Same(Drawing.Two(thickness: thickness, place: new SKRect(x, y, x + width, y + height)), most: 0.4);

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 255)]
    [InlineData(400, 500, 0)]
    [InlineData(400, 500, 128)]
    [InlineData(400, 500, 255)]
    public void A_sheet_without_writing_is_blank(int width, int height, byte level)
    {
        Assert.True(DigitNormalizer.Normalize(Picture.Gray(width, height, level).Image).IsBlank);
        Assert.True(DigitNormalizer.Normalize(Picture.Gray(width, height, level).Image.Lit((x, y) => 1 - (0.5 * x * y))).IsBlank);
    }

    [Fact]
    public void The_box_is_in_pixels_of_the_source()
    {
        var sheet = Picture.Gray(4800, 4800).Fill(1000, 2000, 500, 1500, 0).Image;

        Assert.Equal(new PixelBox(1000, 2000, 500, 1500), DigitNormalizer.Normalize(sheet).Box);
    }

    private static void Same(GrayImage image, double most = 0.15) =>
        Assert.InRange(Drawing.Difference(Clean, DigitNormalizer.Normalize(image)), 0, most);
}
