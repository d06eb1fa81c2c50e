using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inkling.Bench.Peers;

/// <summary>What one run found: numbers by key, and the same in words for the reader.</summary>
internal sealed class Figures
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _json = [];
    private readonly StringBuilder _text = new();

    public void Add(string key, double value) => _json[key] = value;

    public void Add(string key, string value) => _json[key] = value;

    /// <summary>Median, smallest and largest, under key, key.min and key.max.</summary>
    public void Add(string key, Spread spread)
    {
        _json[key] = spread.Median;
        _json[key + ".min"] = spread.Min;
        _json[key + ".max"] = spread.Max;
    }

    /// <summary>A column stays empty, for this reason.</summary>
    public void AddUnavailable(string contender, string reason)
    {
        if (_json.ContainsKey(contender + ".unavailable"))
            return;

        _json[contender + ".unavailable"] = reason;
        Say($"{contender} is not measured: {reason}");
    }

    /// <summary>A line of the report.</summary>
    public void Say(FormattableString line) => _text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>One flat object; what was not measured has no key.</summary>
    public string ToJson() => _json.ToJsonString(Indented);

    public override string ToString() => _text.ToString().TrimEnd();
}
