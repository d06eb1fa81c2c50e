namespace Inkling.Robustness.Sets;

/// <summary>What is asked of an image.</summary>
internal enum SetKind
{
    /// <summary>Which digit of MNIST it shows, in MNIST's own form or disturbed.</summary>
    Field,

    /// <summary>Which digit it shows, anywhere in it.</summary>
    OneDigit,

    /// <summary>Which digit it shows, cut to the box of its ink and small.</summary>
    TightCrop,

    /// <summary>Which digits it shows, all of them.</summary>
    String,

    /// <summary>Which number stands in a field of a form or a table, all of its digits; print, rules and neighbours are in the picture.</summary>
    Form,

    /// <summary>That it shows none.</summary>
    NoDigit,
}
