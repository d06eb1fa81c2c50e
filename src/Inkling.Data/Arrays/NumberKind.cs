namespace Inkling.Data.Arrays;

/// <summary>What kind of number an array holds.</summary>
internal enum NumberKind
{
    /// <summary>True or false, a byte each.</summary>
    Boolean,

    /// <summary>Whole, without a sign.</summary>
    Unsigned,

    /// <summary>Whole, with a sign.</summary>
    Signed,

    /// <summary>Floating-point numbers of IEEE 754.</summary>
    Real,
}
