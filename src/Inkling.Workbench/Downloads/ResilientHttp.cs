using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace Inkling.Workbench.Downloads;

/// <summary>Makes HTTP clients that bear with a shaky network and give up soon where there is none.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Answers 408, 429 and 5xx, and connections that break, are tried again, with pauses that double and vary by chance; a Retry-After
/// of the server is obeyed up to <see cref="RetryPolicy.LongestPause"/>, and with a longer one the answer is handed to the caller.</item>
/// <item>A name that does not resolve or a connection refused is tried again once, and only if it failed at once; a connection that takes
/// too long is not tried again. With the default policy a request without any network so fails within five seconds.</item>
/// <item>At most five redirections are followed, never from https to http.</item>
/// </list>
/// Only the way to the response headers is tried again, never a body that breaks off half-way: that is for the caller, who knows
/// how much has arrived.
/// </remarks>
internal static class ResilientHttp
{
    private static readonly HttpRequestOptionsKey<long> Started = new("Inkling.Started");

    /// <summary>Makes a client for many requests; it is thread-safe, and the caller disposes it.</summary>
    /// <param name="policy">Pauses and time-outs; null takes the defaults.</param>
    /// <param name="time">The clock of the pauses; null takes the system's.</param>
    /// <returns>A client whose requests throw <see cref="HttpRequestException"/> where no answer came, and
    /// <see cref="TaskCanceledException"/> after a time-out. Ask for <see cref="HttpCompletionOption.ResponseHeadersRead"/>, so that
    /// <see cref="RetryPolicy.ResponseTimeout"/> does not cover the body of a large download.</returns>
    public static HttpClient CreateClient(RetryPolicy? policy = null, TimeProvider? time = null)
    {
        policy ??= new RetryPolicy();
        time ??= TimeProvider.System;
        var pipeline = Pipeline(policy, time);
        var handler = new ResilienceHandler(request =>
        {
            request.Options.Set(Started, time.GetTimestamp());
            return pipeline;
        })
        {
            InnerHandler = new SocketsHttpHandler
            {
                ConnectTimeout = policy.ConnectTimeout,
                AllowAutoRedirect = true,
                MaxAutomaticRedirections = 5,
                AutomaticDecompression = DecompressionMethods.None,
            },
        };
        var client = new HttpClient(handler) { Timeout = policy.ResponseTimeout };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Inkling");
        return client;
    }

    private static ResiliencePipeline<HttpResponseMessage> Pipeline(RetryPolicy policy, TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = policy.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = policy.FirstPause,
                MaxDelay = policy.LongestPause,
                ShouldRetryAfterHeader = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnotherTry(arguments, policy, time)),
            })
            .Build();

    private static bool IsWorthAnotherTry(RetryPredicateArguments<HttpResponseMessage> arguments, RetryPolicy policy, TimeProvider time)
    {
        if (arguments.Outcome is { Result: { } response })
            return IsTransient(response.StatusCode) && PauseAsked(response, time) <= policy.LongestPause;
        if (arguments.Outcome.Exception is not HttpRequestException error)
            return false;

        return error.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError =>
                arguments.AttemptNumber == 0 && Elapsed(arguments.Context, time) <= policy.QuickFailure,
            HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError
                or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.VersionNegotiationError => false,
            _ => true,
        };
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static TimeSpan PauseAsked(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } pause } => pause,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Elapsed(ResilienceContext context, TimeProvider time) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(Started, out long started)
            ? time.GetElapsedTime(started)
            : TimeSpan.MaxValue;
}
