namespace Inkling.Training;

/// <summary>How a training ended.</summary>
public enum Outcome
{
    /// <summary>All passes were done.</summary>
    Completed,

    /// <summary>It was cancelled, between two iterations; it can go on from there.</summary>
    Cancelled,

    /// <summary>A cost was not finite: the learning rate is too high, or the data holds no numbers. The parameters were not updated any more.</summary>
    Diverged,

    /// <summary>All passes were done, but the network takes everything for the same class, as one of dead units does. Only a test can tell, so no trainer says it.</summary>
    Collapsed,
}
