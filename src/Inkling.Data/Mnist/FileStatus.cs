namespace Inkling.Data;

/// <summary>What is known of one file of the cache.</summary>
/// <param name="Name">Its name, without <c>.gz</c>.</param>
/// <param name="Path">Where it is, or null if it is missing.</param>
/// <param name="Size">Its bytes on the disk, packed or not; null if it is missing.</param>
/// <param name="Problem">What is wrong with it, or null if its content is the published one.</param>
public sealed record FileStatus(string Name, string? Path, long? Size, string? Problem)
{
    /// <summary>True if the file is there with the published content.</summary>
    public bool IsGood => Problem is null;
}
