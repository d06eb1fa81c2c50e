namespace Inkling.Data;

/// <summary>The data is neither here nor to be had: the message says what was tried, and which files to put where.</summary>
public sealed class DatasetNotAvailableException : IOException
{
    /// <summary>Makes the exception.</summary>
    public DatasetNotAvailableException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public DatasetNotAvailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public DatasetNotAvailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
