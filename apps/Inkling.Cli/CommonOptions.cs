using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Inkling.Cli;

/// <summary>Options that several verbs share, and the checks of numbers.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Write one JSON document to stdout, and nothing else there." };

    public static Option<string> Dataset() => new("--dataset")
    {
        Description = "auto (MNIST, or offline the built-in synthetic digits), mnist, synthetic, or a folder.",
        HelpName = "auto|mnist|synthetic|PATH",
        DefaultValueFactory = _ => "auto",
    };

    public static Option<string?> DataDirectory() => new("--data-dir")
    {
        Description = "The folder that holds, or will hold, the four MNIST files.",
        HelpName = "DIR",
    };

    public static Option<int?> Threads() => new Option<int?>("--threads") { Description = "Workers; default: one per processor.", HelpName = "N" }.AtLeast(1);

    /// <summary>Adds the check that a whole number, if given, is not below a bound.</summary>
    public static Option<int?> AtLeast(this Option<int?> option, int least)
    {
        option.Validators.Add(result =>
        {
            if (Value(result, text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= least) is { } wrong)
                result.AddError($"{option.Name}: expected a whole number of {least} or more, got '{wrong}'");
        });
        return option;
    }

    /// <summary>Adds the check that a number, if given, is finite and not below a bound.</summary>
    public static Option<double?> Number(string name, string description, Func<double, bool> isValid, string expected)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "X" };

        // Invariant culture: 0.1 is a tenth wherever the program runs.
        option.CustomParser = result =>
            Value(result, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && isValid(value)) is { } wrong
                ? Reject(result, $"{name}: expected {expected}, got '{wrong}'")
                : double.Parse(result.Tokens[0].Value, CultureInfo.InvariantCulture);
        return option;
    }

    private static double? Reject(SymbolResult result, string message)
    {
        result.AddError(message);
        return null;
    }

    private static string? Value(SymbolResult result, Func<string, bool> isValid) =>
        result.Tokens is [var token, ..] && !isValid(token.Value) ? token.Value : null;
}
