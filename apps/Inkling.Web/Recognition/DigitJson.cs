using System.Text.Json.Serialization;
using Inkling.Digits;

namespace Inkling.Web.Recognition;

/// <summary>One digit of a <see cref="RecognitionJson"/>. The properties that are not among the parameters are left out unless they were asked for.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability, 0..1.</param>
/// <param name="Probabilities">Those of all classes.</param>
/// <param name="Box">Where the digit is.</param>
public sealed record DigitJson(string Label, float Probability, IReadOnlyList<float> Probabilities, BoxJson Box)
{
    /// <summary>Whether this is one of the digits for which the reading is rejected; not there where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Doubtful { get; init; }

    /// <summary>The bytes that the network read, 0 paper to 255 ink; base64 in the JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadOnlyMemory<byte>? Seen { get; init; }

    /// <summary>How likely it is that this is a digit at all, 0..1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Plausibility { get; init; }

    /// <summary>Whether it is not to be trusted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Rejected { get; init; }

    /// <summary>The line of writing it stands in, 0-based from the top.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line { get; init; }

    internal static DigitJson Of(ReadDigit digit)
    {
        var (recognition, box) = (digit.Recognition, digit.Seen.Box);
        return new(recognition.Label, recognition.Probability, recognition.Probabilities, new(box.X, box.Y, box.Width, box.Height)) { Doubtful = digit.IsRejected };
    }

    internal static DigitJson WithSeen(ReadDigit digit) => Of(digit) with
    {
        Seen = digit.Seen.Pixels,
        Plausibility = digit.Plausibility,
        Rejected = digit.IsRejected,
        Line = digit.Line,
    };
}
