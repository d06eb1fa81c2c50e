using Inkling.Training;

namespace Inkling.Workbench;

/// <summary>The content of run.json.</summary>
/// <param name="Version">The version of Inkling that wrote it.</param>
/// <param name="Runtime">The .NET runtime it ran on.</param>
/// <param name="Settings">What the run was asked to do.</param>
/// <param name="Outcome">How it ended; null while it is going on, or was killed.</param>
/// <param name="Result">What came of it, likewise.</param>
public sealed record RunRecord(string Version, string Runtime, RunSettings Settings, Outcome? Outcome, RunResult? Result);
