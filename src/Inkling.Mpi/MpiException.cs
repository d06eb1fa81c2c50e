namespace Inkling.Mpi;

/// <summary>A call of MPI failed; the message names the call.</summary>
public sealed class MpiException : Exception
{
    /// <summary>For a message of one's own.</summary>
    /// <param name="message">The message.</param>
    /// <param name="inner">What led to it.</param>
    public MpiException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
