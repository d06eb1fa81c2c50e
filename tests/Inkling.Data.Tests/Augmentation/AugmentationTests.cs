using Inkling.Data.Synthetic;

namespace Inkling.Data.Tests;

public class AugmentationTests
{
    public static TheoryData<string, float> Refused => new()
    {
        { nameof(Augmentation.Shift), -0.1f }, { nameof(Augmentation.Shift), 1001f }, { nameof(Augmentation.Rotation), 3.15f },
        { nameof(Augmentation.Shear), 2.1f }, { nameof(Augmentation.Scale), -1f }, { nameof(Augmentation.Scale), float.PositiveInfinity },
        { nameof(Augmentation.Aspect), 4.1f }, { nameof(Augmentation.Elastic), float.NaN }, { nameof(Augmentation.ElasticSmoothness), 0f },
        { nameof(Augmentation.Thickness), 9f }, { nameof(Augmentation.Blur), -1f }, { nameof(Augmentation.Noise), 1.1f },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_setting_out_of_range_is_refused_by_its_name(string setting, float value)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => setting switch
        {
            nameof(Augmentation.Shift) => new Augmentation { Shift = value },
            nameof(Augmentation.Rotation) => new Augmentation { Rotation = value },
            nameof(Augmentation.Shear) => new Augmentation { Shear = value },
            nameof(Augmentation.Scale) => new Augmentation { Scale = value },
            nameof(Augmentation.Aspect) => new Augmentation { Aspect = value },
            nameof(Augmentation.Elastic) => new Augmentation { Elastic = value },
            nameof(Augmentation.ElasticSmoothness) => new Augmentation { ElasticSmoothness = value },
            nameof(Augmentation.Thickness) => new Augmentation { Thickness = value },
            nameof(Augmentation.Blur) => new Augmentation { Blur = value },
            _ => new Augmentation { Noise = value },
        });

        Assert.Equal(setting, refused.ParamName);
        Assert.Contains($"{setting} expected", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"got {value}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_settings_are_equal_descriptions()
    {
        Assert.Equal(Augmentation.Handwriting, new Augmentation() with
        {
            Shift = 2f,
            Rotation = 0.2f,
            Shear = 0.2f,
            Scale = 0.12f,
            Aspect = 0.15f,
            Elastic = 1.2f,
            Thickness = 0.4f,
            Blur = 0.4f,
            Noise = 0.03f,
        });
        Assert.NotEqual(Augmentation.Handwriting, Augmentation.Handwriting with { Shift = 1f });
    }

    [Fact]
    public void What_is_drawn_fills_its_range_and_never_leaves_it()
    {
        var most = Augmentation.Handwriting with { Scale = 0.5f, Aspect = 1f };
        Distortion[] drawn = [.. Enumerable.Range(0, 20_000).Select(i => Draw(most, i))];

        Fills(-most.Shift, most.Shift, d => d.ShiftX);
        Fills(-most.Shift, most.Shift, d => d.ShiftY);
        Fills(-most.Rotation, most.Rotation, d => d.Rotation);
        Fills(-most.Shear, most.Shear, d => d.Shear);
        Fills(1f / 1.5f, 1.5f, d => d.Scale);
        Fills(0.5f, 2f, d => d.Aspect);
        Fills(0f, most.Elastic, d => d.Elastic);
        Fills(-most.Thickness, most.Thickness, d => d.Thickness);
        Fills(0f, most.Blur, d => d.Blur);
        Fills(0f, most.Noise, d => d.Noise);
        Assert.Equal(0.5, drawn.Count(d => d.Scale > 1f) / 20_000.0, 0.02);
        Assert.Equal(0.5, drawn.Count(d => d.Aspect > 1f) / 20_000.0, 0.02);

        void Fills(float low, float high, Func<Distortion, float> value)
        {
            float margin = 0.001f * (high - low);
            Assert.InRange(drawn.Min(value), low - 1e-6f, low + margin);
            Assert.InRange(drawn.Max(value), high - margin, high + 1e-6f);
        }
    }

    [Fact]
    public void A_setting_does_not_change_what_the_others_draw() =>
        Assert.Equal(
            Draw(Augmentation.Handwriting, 5) with { Shear = 0f, Thickness = 0f },
            Draw(Augmentation.Handwriting with { Shear = 0f, Thickness = 0f }, 5));

    private static Distortion Draw(Augmentation augmentation, int index)
    {
        var random = new RandomStream(3, (ulong)index);
        return new(augmentation, ref random);
    }
}
