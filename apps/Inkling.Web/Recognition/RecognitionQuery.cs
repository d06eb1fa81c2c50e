using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Inkling.Digits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Inkling.Web.Recognition;

/// <summary>How an image is to be read, as the address says it, or the form or JSON in which the image comes.</summary>
/// <remarks>Words are taken apart here and not by the platform, which takes "0,9" for 9 and any number for a word.</remarks>
internal sealed record RecognitionQuery
{
    private static readonly string[] _names = ["model", "digits", "minConfidence", "careful", "seen"];

    [Description("The id of a model; default: the most accurate shipped one.")]
    [FromQuery(Name = "model")]
    public string? Model { get; init; }

    [Description("How many digits to look for."), DefaultValue("auto"), RegularExpression("^(auto|one|many)$")]
    [FromQuery(Name = "digits")]
    public string? Digits { get; init; }

    [Description("A digit of a lower probability is rejected: a number from 0 to 1."), DefaultValue("0")]
    [FromQuery(Name = "minConfidence")]
    public string? MinConfidence { get; init; }

    [Description("Ask about each digit in five places and take the mean."), DefaultValue("false"), RegularExpression("^(true|false)$")]
    [FromQuery(Name = "careful")]
    public string? Careful { get; init; }

    [Description("Also answer with what the network saw."), DefaultValue("false"), RegularExpression("^(true|false)$")]
    [FromQuery(Name = "seen")]
    public string? Seen { get; init; }

    /// <summary>The same with the settings of the body; what is set nowhere has its usual value.</summary>
    /// <param name="request">For what its address says.</param>
    /// <param name="settings">Those of the body.</param>
    /// <exception cref="BadHttpRequestException">A setting is unknown, or set twice and differently.</exception>
    public RecognitionQuery With(HttpRequest request, IReadOnlyDictionary<string, string> settings)
    {
        if (request.Query.Keys.Concat(settings.Keys).FirstOrDefault(name => !_names.Contains(name)) is { } unknown)
            throw new BadHttpRequestException($"{unknown}: no setting; expected {string.Join(", ", _names)}");
        return new()
        {
            Model = Of("model", Model),
            Digits = Of("digits", Digits),
            MinConfidence = Of("minConfidence", MinConfidence),
            Careful = Of("careful", Careful),
            Seen = Of("seen", Seen),
        };

        string? Of(string name, string? inAddress) => (inAddress, settings.GetValueOrDefault(name)) switch
        {
            (var one, null) => one,
            (null, var other) => other,
            var (one, other) => one == other ? one : throw new BadHttpRequestException($"{name}: '{one}' in the address and '{other}' in the body; expected one of them"),
        };
    }

    /// <summary>How many digits to look for.</summary>
    /// <exception cref="BadHttpRequestException">The word is none of the three.</exception>
    public DigitCount Count() => Digits switch
    {
        null or "auto" => DigitCount.Auto,
        "one" => DigitCount.One,
        "many" => DigitCount.Many,
        _ => throw new BadHttpRequestException($"digits: expected auto, one or many, got '{Digits}'"),
    };

    /// <summary>How to judge.</summary>
    /// <exception cref="BadHttpRequestException">A setting is none.</exception>
    public RecognizerSettings Settings() => new()
    {
        MinConfidence =
            MinConfidence is null ? 0
            : double.TryParse(MinConfidence, NumberStyles.Float, CultureInfo.InvariantCulture, out double least) && least is >= 0 and <= 1 ? least
            : throw new BadHttpRequestException($"minConfidence: expected a number from 0 to 1, such as 0.5, got '{MinConfidence}'"),
        IsCareful = IsTrue(Careful, "careful"),
    };

    /// <summary>Whether what the network saw is asked for, too.</summary>
    /// <exception cref="BadHttpRequestException">It is neither true nor false.</exception>
    public bool WantsSeen() => IsTrue(Seen, "seen");

    private static bool IsTrue(string? word, string name) => word switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw new BadHttpRequestException($"{name}: expected true or false, got '{word}'"),
    };
}
