using System.Text.Json;

namespace Inkling.Robustness.Scoring;

/// <summary>The counts of one contender on one set, as they stand in a file, by which two builds can be compared.</summary>
internal sealed record CountsJson(string Set, string Contender, int Images, int Right, int Rejected, int VouchedWrong)
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>An array of all counts, in the order of the tables.</summary>
    public static string Of(IEnumerable<Measurement> measurements) =>
        JsonSerializer.Serialize(measurements.SelectMany(row => row.Answers.Select(pair => Of(row.Set.Name, pair.Key, Tally.Of(pair.Value)))), _options) + "\n";

    private static CountsJson Of(string set, Contender contender, Tally tally) =>
        new(set, contender.Title.Replace("`", "", StringComparison.Ordinal), tally.Images, tally.Right, tally.Rejected, tally.VouchedWrong);
}
