using Inkling.Data.Synthetic.Forms;

namespace Inkling.Data.Tests.Synthetic.Forms;

public class DigitFormTests
{
    [Fact]
    public void Strokes_and_points_are_read_from_their_notation()
    {
        var form = new PenForm(2f, "1,2 3,4! 5.5,-6 / 7,8 9,10", "0,0 0,0! 0,0/0,0 0,0");
        Assert.Equal((2, 2, 5), (form.PoseCount, form.StrokeCount, form.PointCount));
        Assert.Equal([new(1, 2, false), new(3, 4, true), new(5.5f, -6, false)], form.Stroke(0, 0).ToArray());
        Assert.Equal([new(7, 8, false), new(9, 10, false)], form.Stroke(0, 1).ToArray());
    }

    [Theory]
    [InlineData("1,1 2,2", "1,1 2,2 3,3")]
    [InlineData("1,1 2,2", "1,1 2,2 / 1,1 2,2")]
    [InlineData("1,1", "1,1")]
    [InlineData("1,1 2,2 /", "1,1 2,2 /")]
    public void Poses_that_do_not_fit_are_refused(params string[] poses) =>
        Assert.Throws<ArgumentException>(() => new PenForm(1f, poses));

    [Theory]
    [InlineData("1"), InlineData("1,2,3"), InlineData("a,b"), InlineData("!1,2")]
    public void A_point_that_cannot_be_read_is_refused(string point) =>
        Assert.Throws<FormatException>(() => ControlPoint.Parse(point));

    [Fact]
    public void Every_form_of_every_digit_is_chosen_as_often_as_its_weight_says()
    {
        for (var digit = 0; digit < DigitForms.DigitCount; digit++)
        {
            var chosen = Enumerable.Range(0, 10_000).Select(i => DigitForms.Of(digit).Choose(i / 10_000f)).CountBy(form => form).ToList();
            var total = chosen.Sum(pair => pair.Key.Weight);
            Assert.True(chosen.Count >= 3, $"digit {digit} has {chosen.Count} forms");
            Assert.All(chosen, pair => Assert.Equal(10_000 * pair.Key.Weight / total, pair.Value, 3f));
        }
    }
}
