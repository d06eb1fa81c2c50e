namespace Inkling.Digits;

/// <summary>How a <see cref="Recognizer"/> judges.</summary>
public sealed record RecognizerSettings
{
    /// <summary>Whether the mean is taken over the digit and the same digit a pixel further to each side, which takes five times as long.</summary>
    public bool IsCareful { get; init; }

    /// <summary>A digit of a lower probability is rejected: 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number from 0 to 1.</exception>
    public double MinConfidence
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MinConfidence), $"recognizer: MinConfidence expected 0 to 1, got {value}");
    }
}
