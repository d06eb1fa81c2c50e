namespace Inkling.Bench.Peers;

/// <summary>One part of <c>peers</c>.</summary>
internal interface IMeasurement
{
    /// <summary>Its name for <c>--only</c>.</summary>
    string Name { get; }

    void Run(PeersRun run, Figures figures);
}
