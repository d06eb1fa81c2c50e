namespace Inkling.Bench.Recognition;

/// <summary>One library with a trained network, ready to recognise.</summary>
internal interface IRecognizingContender : IDisposable
{
    /// <summary>The library's name in lower case.</summary>
    string Name { get; }

    /// <summary>Why this library cannot be measured here, in one line; null if it can.</summary>
    string? Unavailable { get; }

    /// <summary>Recognises one picture with one thread.</summary>
    void RecognizeOne(int image);

    /// <summary>Recognises all pictures at once.</summary>
    /// <returns>[pictures, outputs]; valid until the next call.</returns>
    ReadOnlySpan<float> RecognizeAll(int threads);
}
