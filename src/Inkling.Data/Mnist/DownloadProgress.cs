namespace Inkling.Data;

/// <summary>How far a download has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Mirror">Where it comes from.</param>
/// <param name="Received">Bytes so far.</param>
/// <param name="Total">Bytes in all, or null if the mirror does not say.</param>
public readonly record struct DownloadProgress(string File, Uri Mirror, long Received, long? Total);
