using Inkling.Digits;

namespace Inkling.Cli;

/// <summary>The JSON line of <c>recognize</c> for one image.</summary>
internal sealed record RecognitionJson(string File, string Text, IReadOnlyList<DigitJson> Digits, bool Rejected, string Model)
{
    public static RecognitionJson Of(string file, ImageReading reading, string model) =>
        new(file, reading.Text, [.. reading.Digits.Select(DigitJson.Of)], reading.IsRejected, model);
}

/// <summary>One digit of it.</summary>
internal sealed record DigitJson(string Label, float Probability, IReadOnlyList<float> Probabilities, BoxJson Box)
{
    public static DigitJson Of(ReadDigit digit)
    {
        var (recognition, box) = (digit.Recognition, digit.Seen.Box);
        return new(recognition.Label, recognition.Probability, recognition.Probabilities, new(box.X, box.Y, box.Width, box.Height));
    }
}

/// <summary>Where it is, in pixels of the image.</summary>
internal sealed record BoxJson(int X, int Y, int Width, int Height);

/// <summary>The JSON line of <c>recognize</c> for a file that could not be read.</summary>
internal sealed record FailureJson(string File, string Error);
