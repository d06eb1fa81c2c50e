using CsCheck;
using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests;

public class GeometryTests
{
    private const int Height = 61, Width = 81;
    private const double MiddleX = 40, MiddleY = 30;

    [Fact]
    public void A_disc_moves_by_the_shift()
    {
        var moved = InkImage.Disc(Height, Width, 20, 25, 3).Distorted(new() { ShiftX = 7.25f, ShiftY = -4.5f });
        IsAt(27.25, 20.5, moved);
    }

    [Fact]
    public void Rotation_is_clockwise_about_the_middle()
    {
        var disc = InkImage.Disc(Height, Width, MiddleX + 20, MiddleY, 3);
        IsAt(MiddleX, MiddleY + 20, disc.Distorted(new() { Rotation = MathF.PI / 2f }));
        IsAt(MiddleX + (20 * Math.Cos(0.4)), MiddleY - (20 * Math.Sin(0.4)), disc.Distorted(new() { Rotation = -0.4f }));
    }

    [Fact]
    public void Shear_leans_the_top_to_the_right()
    {
        IsAt(MiddleX + 5, MiddleY - 20, InkImage.Disc(Height, Width, MiddleX, MiddleY - 20, 3).Distorted(new() { Shear = 0.25f }));
        IsAt(MiddleX - 5, MiddleY + 20, InkImage.Disc(Height, Width, MiddleX, MiddleY + 20, 3).Distorted(new() { Shear = 0.25f }));
    }

    [Theory]
    [InlineData(1.5f), InlineData(1f), InlineData(0.8f)]
    public void Scale_multiplies_distances_from_the_middle_and_areas_by_its_square(float scale)
    {
        var disc = InkImage.Disc(Height, Width, MiddleX + 10, MiddleY - 8, 5);
        var scaled = disc.Distorted(new() { Scale = scale });
        IsAt(MiddleX + (10 * scale), MiddleY - (8 * scale), scaled);
        Assert.Equal(scale * scale, scaled.Mass / disc.Mass, 0.02);
    }

    [Fact]
    public void Aspect_is_the_ratio_of_width_to_height_and_keeps_the_area()
    {
        var disc = InkImage.Disc(Height, Width, MiddleX + 10, MiddleY - 10, 6);
        var wide = disc.Distorted(new() { Aspect = 1.44f });
        IsAt(MiddleX + 12, MiddleY - (10 / 1.2), wide);
        Assert.Equal(1, wide.Mass / disc.Mass, 0.02);
        Assert.Equal(1.44, Math.Sqrt(wide.VarianceX / wide.VarianceY), 0.02);
    }

    [Fact]
    public void All_together_is_scale_then_shear_then_rotation_then_shift() =>
        Gen.Select(Gen.Float[-15f, 15f], Gen.Float[-10f, 10f], Gen.Float[-0.6f, 0.6f], Gen.Float[-0.3f, 0.3f], Gen.Float[0.8f, 1.2f]).Sample((x, y, turn, shear, factor) =>
        {
            var distortion = new Distortion { ShiftX = y / 3f, ShiftY = x / 4f, Rotation = turn, Shear = shear, Scale = factor, Aspect = 2f - factor };
            double wide = x * factor * Math.Sqrt(2 - factor), high = y * factor / Math.Sqrt(2 - factor);
            double leaning = wide - (shear * high);
            double turnedX = (Math.Cos(turn) * leaning) - (Math.Sin(turn) * high), turnedY = (Math.Sin(turn) * leaning) + (Math.Cos(turn) * high);

            var moved = InkImage.Disc(Height, Width, MiddleX + x, MiddleY + y, 3).Distorted(distortion);

            IsAt(MiddleX + turnedX + (y / 3), MiddleY + turnedY + (x / 4), moved, within: 0.15);
        }, iter: 100);

    [Theory]
    [InlineData(1, 1), InlineData(1, 9), InlineData(7, 1), InlineData(28, 28), InlineData(13, 40)]
    public void Nothing_drawn_gives_the_very_same_bytes_at_any_size(int height, int width)
    {
        var image = new InkImage(height, width);
        new Random(1).NextBytes(image.Pixels);
        Assert.Equal(image.Pixels, image.Distorted(new()).Pixels);
    }

    [Theory]
    [InlineData(1, 1), InlineData(1, 9), InlineData(7, 1), InlineData(3, 50)]
    public void Everything_at_once_works_at_any_size(int height, int width)
    {
        var image = new InkImage(height, width);
        image.Pixels.AsSpan().Fill(255);
        var all = new Distortion { Rotation = 1f, Scale = 1.5f, Elastic = 1f, Thickness = 1.5f, Blur = 1.5f, Noise = 0.1f };
        Assert.Equal(image.Distorted(all).Pixels, image.Distorted(all).Pixels);
        all = all with { Thickness = -1.5f, Noise = 0f };
        Assert.Equal(image.Distorted(all, smoothness: 1f).Pixels, image.Distorted(all, smoothness: 1f).Pixels);
    }

    [Fact]
    public void What_comes_from_outside_is_paper()
    {
        var full = new InkImage(20, 30);
        full.Pixels.AsSpan().Fill(255);
        Assert.Equal(15 * 20, full.Distorted(new() { ShiftX = -10f, ShiftY = 5f }).Mass, 1e-9);
        Assert.Equal(0, full.Distorted(new() { ShiftX = 1000f }).Mass);
    }

    [Fact]
    public void An_elastic_surface_has_the_strength_and_the_smoothness_asked_for()
    {
        const int Surfaces = 400, Size = 48; // of 8 values, or fewer, to a vector
        const float Strength = 2f, Smoothness = 4f;
        var surface = new RandomSurface(Size, Size, Size, Smoothness);
        double squares = 0, near = 0, below = 0, far = 0;
        float[] field = new float[Size * Size];
        for (int i = 0; i < Surfaces; i++)
        {
            var random = new RandomStream(9, (ulong)i);
            surface.Draw(ref random);
            Array.Clear(field);
            for (int y = 0; y < Size; y++)
                surface.AddRow(y, Strength, field.AsSpan(y * Size, Size));
            for (int at = 0; at < Size * (Size - 4); at++)
            {
                squares += field[at] * field[at];
                below += field[at] * field[at + (4 * Size)];
                near += at % Size < Size - 16 ? field[at] * field[at + 4] * Size / (Size - 16.0) : 0;
                far += at % Size < Size - 16 ? field[at] * field[at + 16] * Size / (Size - 16.0) : 0;
            }
        }

        Assert.Equal(Strength, Math.Sqrt(squares / Surfaces / (Size * (Size - 4))), 0.06);
        Assert.Equal(Math.Exp(-0.25), near / squares, 0.03); // two bells of deviation s correlate as exp(−d²/4s²)
        Assert.Equal(Math.Exp(-0.25), below / squares, 0.03);
        Assert.Equal(Math.Exp(-4), far / squares, 0.03);
    }

    [Fact]
    public void Elastic_distortion_moves_discs_by_its_strength_and_keeps_their_mass_on_average()
    {
        var disc = InkImage.Disc(Height, Width, MiddleX, MiddleY, 3);
        InkImage[] moved = [.. Enumerable.Range(0, 500).Select(i => disc.Distorted(new() { Elastic = 2f }, (ulong)i, smoothness: 8f))];

        Assert.Equal(2, Math.Sqrt(moved.Average(d => Math.Pow(d.CentreX - MiddleX, 2))), 0.3);
        Assert.Equal(2, Math.Sqrt(moved.Average(d => Math.Pow(d.CentreY - MiddleY, 2))), 0.3);
        Assert.Equal(1, moved.Average(d => d.Mass) / disc.Mass, 0.06);
    }

    private static void IsAt(double x, double y, InkImage disc, double within = 0.05)
    {
        Assert.Equal(x, disc.CentreX, within);
        Assert.Equal(y, disc.CentreY, within);
    }
}
