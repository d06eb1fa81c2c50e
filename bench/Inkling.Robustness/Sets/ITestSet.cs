namespace Inkling.Robustness.Sets;

/// <summary>Images of one kind. Every image is a pure function of its index, so they may be made in any order, by several threads.</summary>
internal interface ITestSet
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it is called in the table.</summary>
    string Title { get; }

    /// <summary>Which table it is a row of.</summary>
    SetKind Kind { get; }

    /// <summary>Why it cannot be had on this machine, or null.</summary>
    string? Unavailable => null;

    int Count { get; }

    TestImage Make(int index);
}
