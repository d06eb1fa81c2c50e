namespace Inkling.Data.Lines;

/// <summary>How close to each other digits are written.</summary>
internal enum LineSpacing
{
    /// <summary>A gap of a quarter of the height to all of it.</summary>
    Wide,

    /// <summary>A small gap.</summary>
    Normal,

    /// <summary>Boxes meet or overlap.</summary>
    Crowded,

    /// <summary>Each digit is moved up until its ink meets that before it.</summary>
    Touching,

    /// <summary>Each gap another one of these.</summary>
    Mixed,
}
