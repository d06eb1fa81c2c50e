namespace Inkling.Workbench.Downloads;

/// <summary>How patient a client of <see cref="ResilientHttp"/> is. Immutable.</summary>
internal sealed record RetryPolicy
{
    /// <summary>How often a request is tried again after its first failure, at least 1.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The pause before the first retry, in the mean; every further one is about twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest pause, and the longest Retry-After that is waited for. At most a day.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long finding the server and connecting to it may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>A connection that fails within this time is tried once more; one that fails later is not.</summary>
    public TimeSpan QuickFailure { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>
    /// How long a request may take with all its retries and pauses: until the headers of the response, or until the end of its body
    /// for a caller who does not ask for <see cref="HttpCompletionOption.ResponseHeadersRead"/>.
    /// </summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(100);
}
