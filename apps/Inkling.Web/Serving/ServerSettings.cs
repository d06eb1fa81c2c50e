using System.Net;
using Inkling.Nn;

namespace Inkling.Web.Serving;

/// <summary>What a <see cref="Server"/> is asked to do.</summary>
public sealed record ServerSettings
{
    /// <summary>The port where none is named.</summary>
    public const int UsualPort = 5280;

    /// <summary>How many requests wait where no number is named.</summary>
    public const int UsualQueue = 64;

    /// <summary>The address that it listens on. Only on a loopback address are names of hosts checked, and is training safe from others.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>The folder that holds the run folders. It need not exist.</summary>
    public string RunsDirectory { get; init; } = "runs";

    /// <summary>Where MNIST is looked for, or null for the usual place.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Where trainings and evaluations are computed. Images, which come one at a time, are recognised on the processors.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>How many requests may wait for a processor; further ones are told to come again.</summary>
    public int Queue { get; init; } = UsualQueue;

    /// <summary>Requests that one address may make in a minute, or null for any number.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Origins, such as <c>https://example.org</c>, whose pages may ask for things to be recognised, beside the server's own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Where the page is reached from outside if a proxy on this machine stands before the server, such as <c>https://example.org/digits/</c>: the proxy is then believed
    /// whom it asks for, and its host is one of the server's names. Null for no proxy.
    /// </summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Whether others than this machine may start, stop and resume trainings.</summary>
    public bool AllowRemoteTraining { get; init; }

    /// <summary>Gets what the person at the terminal should know, a line at a time, from any thread.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Whether <see cref="Tell"/> also gets where in the program something failed.</summary>
    public bool TellsTraces { get; init; }
}
