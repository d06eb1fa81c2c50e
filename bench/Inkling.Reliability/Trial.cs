namespace Inkling.Reliability;

/// <summary>Something to try, by its name.</summary>
internal sealed record Trial(string Name, Func<IEnumerable<Evidence>> Run);
