namespace Inkling.Robustness.Sets;

/// <summary>What is asked of an image.</summary>
internal enum SetKind
{
    /// <summary>Which digit of MNIST it shows, in MNIST's own form or disturbed.</summary>
    Field,

    /// <summary>Which digit it shows, anywhere in it.</summary>
    OneDigit,

    /// <summary>Which digits it shows, all of them.</summary>
    String,

    /// <summary>That it shows none.</summary>
    NoDigit,
}
