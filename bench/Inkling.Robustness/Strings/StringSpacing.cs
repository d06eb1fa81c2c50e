namespace Inkling.Robustness.Strings;

/// <summary>How close to each other digits are written.</summary>
internal enum StringSpacing
{
    /// <summary>Between boxes is a gap of 0.3 to 0.7 of the height.</summary>
    Wide,

    /// <summary>A gap of 0.05 to 0.25 of the height.</summary>
    Normal,

    /// <summary>Boxes overlap by up to 0.15 of the height; some digits touch.</summary>
    Crowded,

    /// <summary>Each digit is moved up to the one before until their ink meets, and up to half a stroke further: all touch.</summary>
    Touching,
}
