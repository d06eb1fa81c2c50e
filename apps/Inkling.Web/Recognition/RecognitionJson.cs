using System.Text.Json.Serialization;
using Inkling.Digits;
using Inkling.Digits.Imaging;

namespace Inkling.Web.Recognition;

/// <summary>What was read in an image, as the JSON that the tool prints and the server answers with. Names and order of the properties are a contract.</summary>
/// <param name="File">What the image is called.</param>
/// <param name="Text">The best guess of what is written, whether it is to be trusted or not: see <see cref="ImageReading.BestGuess"/>.</param>
/// <param name="Digits">Its digits, in reading order.</param>
/// <param name="Rejected">Whether the reading is not to be trusted.</param>
/// <param name="Model">What the model is called.</param>
public sealed record RecognitionJson(string File, string Text, IReadOnlyList<DigitJson> Digits, bool Rejected, string Model)
{
    /// <summary>Signs among the digits that are none, such as a point or a dash, and are not in the text; not there where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LeftOut { get; init; }

    /// <summary>Digits that stand beside the one that was asked for; not there where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DigitsLeftOut { get; init; }

    /// <summary>By how many degrees the image was turned clockwise until it was read; not there where it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Turned { get; init; }

    /// <summary>The names of the classes, in the order of the probabilities.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The extents of the image; left out unless what the network saw was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExtentsJson? Image { get; init; }

    /// <summary>The JSON of a reading.</summary>
    /// <param name="file">What the image is called.</param>
    /// <param name="reading">What was read in it.</param>
    /// <param name="model">What the model is called.</param>
    /// <param name="classNames">The names of its classes.</param>
    public static RecognitionJson Of(string file, ImageReading reading, string model, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(file, reading.BestGuess, [.. reading.Digits.Select(DigitJson.Of)], reading.IsRejected, model)
        {
            LeftOut = reading.LeftOut,
            DigitsLeftOut = reading.DigitsLeftOut,
            Turned = reading.Turned,
            Classes = classNames,
        };
    }

    /// <summary>The JSON of a reading together with what the network saw of each digit, and how it was judged.</summary>
    /// <param name="file">What the image is called.</param>
    /// <param name="reading">What was read in it.</param>
    /// <param name="model">What the model is called.</param>
    /// <param name="classNames">The names of its classes.</param>
    /// <param name="image">The image.</param>
    public static RecognitionJson WithSeen(string file, ImageReading reading, string model, IReadOnlyList<string> classNames, GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(image);
        return Of(file, reading, model, classNames) with
        {
            Digits = [.. reading.Digits.Select(DigitJson.WithSeen)],
            Image = new(image.Width * image.Reduction, image.Height * image.Reduction),
        };
    }
}
