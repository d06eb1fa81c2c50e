using System.Text.Json.Serialization;

namespace Inkling.Web.Recognition;

/// <summary>What was read in several images.</summary>
/// <param name="Results">One for each, in the order in which they came.</param>
internal sealed record BatchJson(IReadOnlyList<BatchResultJson> Results);

/// <summary>What was read in one of several images, or why nothing was.</summary>
/// <param name="File">What the image is called.</param>
internal sealed record BatchResultJson(string File)
{
    /// <summary>What was read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecognitionJson? Reading { get; init; }

    /// <summary>Why it cannot be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
