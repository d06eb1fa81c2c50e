using Inkling.Digits.Imaging;

namespace Inkling.Digits.Tests.Imaging;

public class SheetTests
{
    [Theory]
    [InlineData(60, 220)]
    [InlineData(220, 60)]
    public void A_sheet_on_something_else_is_found_without_its_edge(byte desk, byte paper)
    {
        var image = Picture.Gray(400, 300, desk).Fill(100, 80, 200, 120, paper).Fill(190, 110, 12, 60, desk).Image;

        var sheet = Assert.Single(Sheet.In(image));

        Assert.InRange(sheet.X, 101, 125);
        Assert.InRange(sheet.Y, 81, 100);
        Assert.InRange(sheet.X + sheet.Width, 275, 299);
        Assert.InRange(sheet.Y + sheet.Height, 180, 199);
    }

    [Fact]
    public void A_digit_on_a_sheet_that_fills_the_image_is_no_sheet() => Assert.Empty(Sheet.In(Drawing.Two()));

    [Fact]
    public void An_even_image_shows_no_sheet() => Assert.Empty(Sheet.In(Picture.Gray(120, 90).Image));
}
