using System.Runtime.CompilerServices;

namespace Inkling.Data;

/// <summary>
/// How much gray images of writing (0 = paper, 255 = ink) are varied, so that a network sees other images in every pass. Each setting is how far
/// chance may go; zero, the default, leaves that part alone.
/// </summary>
/// <remarks>
/// <para>An image is varied in the order in which a photo of writing comes about. The pen: <see cref="Thickness"/>. The hand:
/// <see cref="Scale"/>, <see cref="Aspect"/>, <see cref="Shear"/>, <see cref="Rotation"/> about the middle of the image,
/// <see cref="Shift"/> and <see cref="Elastic"/>, as one map with one bilinear resampling. The lens: <see cref="Blur"/>. The sensor:
/// <see cref="Noise"/>. What comes from outside the image is paper.</para>
/// <para>A description is immutable and may be shared by threads; a setting is checked when it is given:
/// <see cref="ArgumentOutOfRangeException"/> names the setting and its range. <see cref="Readers.Augment"/> applies it.</para>
/// </remarks>
public sealed record Augmentation
{
    /// <summary>
    /// For handwritten digits in 28×28 as MNIST has them: within what hands and pens do themselves, so that nearly every digit remains the same
    /// digit to a reader. Enlarged and moved the farthest, the sides of its 20×20 box come to the sides of the image.
    /// </summary>
    public static Augmentation Handwriting { get; } = new()
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
    };

    /// <summary>How far to move, to the right or left, and down or up: uniform in ±Shift pixels for each direction. 0 to 1000.</summary>
    public float Shift { get; init => field = Checked(value, 0f, 1000f, "pixels"); }

    /// <summary>How far to turn, clockwise or back: uniform in ±Rotation radians. 0 to π.</summary>
    public float Rotation { get; init => field = Checked(value, 0f, MathF.PI, "radians"); }

    /// <summary>How far the top leans to the right or left, as a fraction of the height: uniform in ±Shear. 0 to 2.</summary>
    public float Shear { get; init => field = Checked(value, 0f, 2f, "of the height"); }

    /// <summary>By how much to enlarge or to reduce: a factor from 1/(1 + Scale) to 1 + Scale, as often below one as above. 0 to 4.</summary>
    public float Scale { get; init => field = Checked(value, 0f, 4f, "beyond the factor 1"); }

    /// <summary>
    /// By how much to change the ratio of width to height, at the same area: a factor from 1/(1 + Aspect) to 1 + Aspect, as often below one as
    /// above. 0 to 4.
    /// </summary>
    public float Aspect { get; init => field = Checked(value, 0f, 4f, "beyond the factor 1"); }

    /// <summary>
    /// Elastic distortion: a smooth random displacement of every pixel, whose root mean square in each direction is uniform in 0 to Elastic
    /// pixels. 0 to 100. Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document analysis"
    /// (ICDAR 2003), section 2.
    /// </summary>
    public float Elastic { get; init => field = Checked(value, 0f, 100f, "pixels"); }

    /// <summary>
    /// Over what distance the elastic displacement changes: the standard deviation, in pixels, of the bell that smooths it. 1 to 1000. Large
    /// against <see cref="Elastic"/>, lines bend; small, they fray.
    /// </summary>
    public float ElasticSmoothness { get; init => field = Checked(value, 1f, 1000f, "pixels"); } = 4f;

    /// <summary>
    /// How far each edge of a line moves outwards (a broader pen) or inwards (a finer one): uniform in ±Thickness pixels. 0 to 8. A line
    /// that is too narrow for what is taken from it grows pale evenly rather than break.
    /// </summary>
    public float Thickness { get; init => field = Checked(value, 0f, 8f, "pixels"); }

    /// <summary>The standard deviation of a nearly Gaussian blur: uniform in 0 to Blur pixels. 0 to 8.</summary>
    public float Blur { get; init => field = Checked(value, 0f, 8f, "pixels"); }

    /// <summary>
    /// The standard deviation of nearly normal noise, added to every pixel by itself and clipped to 0…255, as a fraction of the step from paper
    /// to ink: uniform in 0 to Noise. 0 to 1.
    /// </summary>
    public float Noise { get; init => field = Checked(value, 0f, 1f, "of the step from paper to ink"); }

    /// <summary>
    /// The part of images that are spoilt beyond what hands and lenses do: lines and drops over the writing, bands in which ink and paper are exchanged,
    /// outlines alone, few pixels, two levels, haze, specks. 0 to 1. What a network has learned so it looks through.
    /// </summary>
    public float Disturbance { get; init => field = Checked(value, 0f, 1f, "of the images"); }

    private static float Checked(float value, float least, float most, string unit, [CallerMemberName] string setting = "") =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(setting, $"augmentation: {setting} expected {least} to {most} {unit}, got {value}");
}
