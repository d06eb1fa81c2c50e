namespace Inkling.Bench.Recognition;

/// <summary>One library with a trained LeNet, ready to recognise.</summary>
internal interface IRecognizingContender : IDisposable
{
    /// <summary>The library's name in lower case.</summary>
    string Name { get; }

    /// <summary>Why this library cannot be measured here, in one line; null if it can.</summary>
    string? Unavailable { get; }

    /// <summary>Recognises one image with one thread.</summary>
    void RecognizeOne(int image);

    /// <summary>Recognises all images at once.</summary>
    /// <returns>[images, 10] probabilities; valid until the next call.</returns>
    ReadOnlySpan<float> RecognizeAll(int threads);
}
