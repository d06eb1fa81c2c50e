namespace Inkling.Compute;

/// <summary>The check that stands between a caller's span and a pointer.</summary>
internal static class Extent
{
    /// <summary>Throws unless a span holds at least as many values as the operation will touch.</summary>
    public static void Check(string operation, string argument, int found, long expected)
    {
        if (found < expected)
            throw new ArgumentException($"{operation}: {argument} expected at least {expected} values, got {found}", argument);
    }
}
