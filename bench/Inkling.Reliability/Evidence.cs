namespace Inkling.Reliability;

/// <summary>One thing that was tried, and what came of it: a row of the table.</summary>
/// <param name="Tried">What.</param>
/// <param name="Count">How often.</param>
/// <param name="Found">What was seen; nothing was lost, or there would be no row.</param>
internal sealed record Evidence(string Tried, long Count, string Found);
