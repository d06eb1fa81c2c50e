using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkling.Bench.Peers;

/// <summary>What one run of <c>peers</c> found, and its two ways out.</summary>
internal sealed record PeersReport(TrainingSet Set, TrainingSettings Settings, IReadOnlyList<TrainingComparison> Training)
{
    private const string Ours = "inkling";
    private const string Theirs = "libtorch";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One flat object; what was not measured has no key.</summary>
    public string ToJson()
    {
        var json = new JsonObject
        {
            ["data"] = Set.Source,
            ["images"] = Set.Count,
            ["batch"] = Settings.BatchSize,
            ["threads"] = Settings.Threads,
        };
        foreach (var comparison in Training)
        {
            string key = $"train.{comparison.Network.Name}";
            foreach (var (contender, times) in comparison.Times)
            {
                json[$"{key}.{contender}.seconds"] = times.Median;
                json[$"{key}.{contender}.seconds.min"] = times.Min;
                json[$"{key}.{contender}.seconds.max"] = times.Max;
            }

            foreach (var (contender, reason) in comparison.Unavailable)
            {
                json[$"{contender}.unavailable"] = reason;
            }

            if (comparison.Ratio(Ours, Theirs) is { } ratio)
            {
                json[$"{key}.ratio"] = ratio;
            }
        }

        return json.ToJsonString(Indented);
    }

    /// <summary>A row per network, a column per contender: median seconds per pass (fastest – slowest).</summary>
    public string ToTable()
    {
        var unavailable = Training.SelectMany(comparison => comparison.Unavailable).DistinctBy(pair => pair.Key).ToArray();
        string[] contenders = [.. Training.SelectMany(comparison => comparison.Times.Keys.Concat(comparison.Unavailable.Keys)).Distinct()];
        string[] rows =
        [
            $"Training, {Set.Count} images ({Set.Source}), batch {Settings.BatchSize}, threads {Settings.Threads}: median seconds per pass (min – max)",
            Row("network", contenders, $"{Ours}/{Theirs}"),
            .. Training.Select(comparison => Row(
                comparison.Network.Name,
                contenders.Select(contender => Cell(comparison.Times.GetValueOrDefault(contender))),
                comparison.Ratio(Ours, Theirs)?.ToString("F2", CultureInfo.InvariantCulture) ?? "")),
            .. unavailable.Select(pair => $"{pair.Key} is not measured: {pair.Value}"),
        ];
        return string.Join(Environment.NewLine, rows);
    }

    private static string Cell(PassTimes? times) => times is null ? "" : $"{times.Median:F3} ({times.Min:F3} – {times.Max:F3})";

    private static string Row(string network, IEnumerable<string> cells, string ratio) =>
        $"{network,-8}{string.Concat(cells.Select(cell => $"  {cell,-26}"))}  {ratio}".TrimEnd();
}
