namespace Inkling.Training;

/// <summary>What a network answers, and so what can be counted of it.</summary>
public enum AnswerKind
{
    /// <summary>A class of each sample.</summary>
    Class,

    /// <summary>A sequence of classes of each sample.</summary>
    Sequence,

    /// <summary>Of each sample, which of several labels hold.</summary>
    Labels,

    /// <summary>Quantities.</summary>
    Numbers,
}
