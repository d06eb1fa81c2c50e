using Inkling.Data.Synthetic;

namespace Inkling.Data;

/// <summary>What chance has drawn for one image, within an <see cref="Augmentation"/>.</summary>
internal readonly record struct Distortion
{
    /// <summary>Nothing is changed.</summary>
    public Distortion()
    {
    }

    /// <summary>Draws at random: always equally many numbers, so that a setting does not change what the others draw.</summary>
    public Distortion(Augmentation augmentation, ref RandomStream random)
    {
        ShiftX = Either(augmentation.Shift, ref random);
        ShiftY = Either(augmentation.Shift, ref random);
        Rotation = Either(augmentation.Rotation, ref random);
        Shear = Either(augmentation.Shear, ref random);
        Scale = Factor(augmentation.Scale, ref random);
        Aspect = Factor(augmentation.Aspect, ref random);
        Elastic = augmentation.Elastic * random.Uniform();
        Thickness = Either(augmentation.Thickness, ref random);
        Blur = augmentation.Blur * random.Uniform();
        Noise = augmentation.Noise * random.Uniform();
    }

    /// <summary>To the right, in pixels.</summary>
    public float ShiftX { get; init; }

    /// <summary>Down, in pixels.</summary>
    public float ShiftY { get; init; }

    /// <summary>Clockwise, in radians.</summary>
    public float Rotation { get; init; }

    /// <summary>How far the top leans to the right, as a fraction of the height.</summary>
    public float Shear { get; init; }

    /// <summary>The factor of both sides.</summary>
    public float Scale { get; init; } = 1f;

    /// <summary>The factor of width to height.</summary>
    public float Aspect { get; init; } = 1f;

    /// <summary>The root mean square of the elastic displacement in each direction, in pixels.</summary>
    public float Elastic { get; init; }

    /// <summary>How far the edges of a line move outwards, in pixels; below zero: inwards.</summary>
    public float Thickness { get; init; }

    /// <summary>The standard deviation of the blur, in pixels.</summary>
    public float Blur { get; init; }

    /// <summary>The standard deviation of the noise, as a fraction of the step from paper to ink.</summary>
    public float Noise { get; init; }

    private static float Either(float most, ref RandomStream random) => random.Uniform(-most, most);

    private static float Factor(float beyondOne, ref RandomStream random)
    {
        float change = Either(beyondOne, ref random);
        return change >= 0f ? 1f + change : 1f / (1f - change);
    }
}
