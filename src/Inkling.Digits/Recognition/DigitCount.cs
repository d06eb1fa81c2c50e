namespace Inkling.Digits;

/// <summary>How many digits an image is taken to hold.</summary>
public enum DigitCount
{
    /// <summary>One or several: what the networks think the likelier.</summary>
    Auto,

    /// <summary>One, whatever the ink looks like.</summary>
    One,

    /// <summary>Any number, in lines.</summary>
    Many,
}
