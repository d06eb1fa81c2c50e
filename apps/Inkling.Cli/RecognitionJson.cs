using Inkling.Digits;
using Inkling.Digits.Imaging;

namespace Inkling.Cli;

/// <summary>The JSON line of <c>recognize</c> for one image.</summary>
internal sealed record RecognitionJson(string File, string Text, IReadOnlyList<DigitJson> Digits, bool Rejected, string Model)
{
    public static RecognitionJson Of(string file, NormalizedDigit seen, Recognition? recognition, string model) =>
        recognition is null
            ? new(file, "", [], Rejected: true, model)
            : new(file, recognition.Label, [DigitJson.Of(seen.Box, recognition)], Rejected: false, model);
}

/// <summary>One digit of it.</summary>
internal sealed record DigitJson(string Label, float Probability, IReadOnlyList<float> Probabilities, BoxJson Box)
{
    public static DigitJson Of(PixelBox box, Recognition recognition) =>
        new(recognition.Label, recognition.Probability, recognition.Probabilities, new(box.X, box.Y, box.Width, box.Height));
}

/// <summary>Where it is, in pixels of the image.</summary>
internal sealed record BoxJson(int X, int Y, int Width, int Height);

/// <summary>The JSON line of <c>recognize</c> for a file that could not be read.</summary>
internal sealed record FailureJson(string File, string Error);
