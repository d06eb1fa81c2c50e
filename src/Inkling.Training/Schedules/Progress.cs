namespace Inkling.Training;

/// <summary>How far a training has come: all that a schedule may depend on.</summary>
/// <param name="Iteration">Updates done before this one.</param>
/// <param name="Total">Updates of the whole training, or null where the reader cannot tell.</param>
/// <param name="Samples">Samples learnt from before this update, in all passes.</param>
/// <param name="Pass">The 0-based number of the pass.</param>
public readonly record struct Progress(long Iteration, long? Total, long Samples, int Pass);
