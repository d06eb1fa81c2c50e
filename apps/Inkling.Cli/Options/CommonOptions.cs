using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Inkling.Data;
using Inkling.Nn;
using Inkling.OpenCL;
using Inkling.Workbench;

namespace Inkling.Cli;

/// <summary>Options that several verbs share, and the checks of numbers.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document to stdout, and nothing else there." };

    public static Option<string> Dataset { get; } = new("--dataset")
    {
        Description = "auto (MNIST, or offline the built-in synthetic digits), mnist, synthetic, mnist-and-synthetic, digit-or-not (what the verifier learns from), lines (what the reader of lines learns from), or a folder, zip, .npz or CSV of your own.",
        HelpName = "auto|mnist|synthetic|mnist-and-synthetic|digit-or-not|lines|PATH",
        DefaultValueFactory = _ => DatasetSource.Auto,
    };

    public static Option<string?> DataDirectory { get; } = new("--data-dir")
    {
        Description = "The folder that holds, or will hold, the four MNIST files.",
        HelpName = "DIR",
    };

    public static Option<bool> Transpose { get; } = new("--transpose") { Description = "Of your own images: exchange rows and columns, as EMNIST under other names needs it." };

    public static Option<int?> Channels { get; } = new("--channels")
    {
        Description = "Of image files of your own: 1 for gray samples, 3 for samples in colour; default 1.",
        HelpName = "1|3",
        CompletionSources = { _ => [new("1"), new("3")] },
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: not ("1" or "3") and var value }])
                    result.AddError($"--channels: expected 1 or 3, got '{value}'");
            },
        },
    };

    public static Option<int?> Threads { get; } = Count("--threads", "Workers; default: one per processor.");

    public static Option<string> Device { get; } = new("--device")
    {
        Description = "Where networks are computed: the processors, a GPU, or number N of the devices that 'info' lists.",
        HelpName = "cpu|gpu|opencl:N",
        DefaultValueFactory = _ => "cpu",
        CompletionSources = { _ => [new("cpu"), new("gpu"), new("opencl:0")] },
    };

    public static Option<int?> Limit { get; } = Count("--limit", "Use the first N training samples.");

    public static Option<int?> Seed { get; } = new("--seed") { Description = "Of first parameters and shuffling; default 1.", HelpName = "N" };

    /// <summary>The device that the command line asks for.</summary>
    public static Device DeviceOf(ParseResult command) => Devices.Parse(command.GetRequiredValue(Device));

    /// <summary>The data set that the command line asks for.</summary>
    public static Dataset OpenDataset(ParseResult command, Notes notes, CancellationToken cancellation) =>
        OpenDataset(new DatasetRequest(command.GetRequiredValue(Dataset), command.GetValue(DataDirectory), Transposes: command.GetValue(Transpose), Channels: command.GetValue(Channels) ?? 1), notes, cancellation);

    /// <summary>A data set, its downloads shown.</summary>
    public static Dataset OpenDataset(DatasetRequest request, Notes notes, CancellationToken cancellation) =>
        notes.WithDownloads(downloads => DatasetSource.Open(request, notes.Tell, downloads, cancellation));

    /// <summary>An option that takes a whole number of 1 or more.</summary>
    public static Option<int?> Count(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (Wrong(result, text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int n) && n >= 1) is { } wrong)
                result.AddError($"{name}: expected a whole number of 1 or more, got '{wrong}'");
        });
        return option;
    }

    /// <summary>An option that takes a number within bounds.</summary>
    public static Option<double?> Number(string name, string description, Func<double, bool> isValid, string expected)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "X" };

        // Invariant culture: 0.1 is a tenth wherever the program runs.
        option.CustomParser = result =>
            Wrong(result, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double x) && isValid(x)) is { } wrong
                ? Reject(result, $"{name}: expected {expected}, got '{wrong}'")
                : double.Parse(result.Tokens[0].Value, CultureInfo.InvariantCulture);
        return option;
    }

    private static double? Reject(SymbolResult result, string message)
    {
        result.AddError(message);
        return null;
    }

    private static string? Wrong(SymbolResult result, Func<string, bool> isValid) =>
        result.Tokens is [var token, ..] && !isValid(token.Value) ? token.Value : null;
}
