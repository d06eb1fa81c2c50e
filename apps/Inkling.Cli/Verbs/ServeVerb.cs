using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Inkling.Web;
using Inkling.Web.Serving;

namespace Inkling.Cli;

/// <summary><c>serve</c>: the web page and the HTTP API.</summary>
internal static class ServeVerb
{
    private static readonly Option<int?> Port = Number("--port", "The port; 0 for any that is free; default 5280.", most: IPEndPoint.MaxPort);

    private static readonly Option<string?> Host = new("--host")
    {
        Description = "The IP address to listen on; default 127.0.0.1, which only this machine reaches.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string?> Runs = new("--runs") { Description = "The folder of run folders; default runs.", HelpName = "DIR" };
    private static readonly Option<int?> Queue = Number("--queue", "How many requests may wait for a processor; default 64.", most: int.MaxValue);
    private static readonly Option<int?> RateLimit = CommonOptions.Count("--rate-limit", "Requests that one address may make in a minute; default: any number.");

    private static readonly Option<bool> AllowRemoteTraining = new("--allow-remote-training")
    {
        Description = "Let others than this machine start, stop and resume trainings.",
    };

    private static readonly Option<string[]> AllowOrigin = new("--allow-origin")
    {
        Description = "Let pages of another site, such as https://example.org, ask for images to be recognised; may be repeated.",
        HelpName = "ORIGIN",
    };

    private static readonly Option<string?> PublicUrl = new("--public-url")
    {
        Description = "Where the page is reached from outside, if a proxy on this machine stands before the server.",
        HelpName = "URL",
    };

    public static Command Create()
    {
        AllowOrigin.Validators.Add(result => RequireAddresses(result, "an origin, as https://example.org", (text, address) => address.GetLeftPart(UriPartial.Authority) == text));
        PublicUrl.Validators.Add(result => RequireAddresses(result, "an address, as https://example.org/digits/", (_, _) => true));
        Host.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IPAddress.TryParse(token.Value, out _))
                result.AddError($"--host: expected an IP address, as 127.0.0.1 or 0.0.0.0, got '{token.Value}'");
        });
        var command = new Command("serve", "Serve the web page and the HTTP API.")
        {
            Port, Host, Runs, CommonOptions.DataDirectory, CommonOptions.Device, Queue, RateLimit, AllowRemoteTraining, AllowOrigin, PublicUrl,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancellation)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        var settings = SettingsOf(command, notes);
        await using var server = await Server.StartAsync(settings, interrupt.Token);
        notes.Tell($"Inkling is at {server.Address} (Ctrl-C stops it)");
        if (!IPAddress.IsLoopback(settings.Address))
            notes.Tell($"WARNING: listening on {settings.Address}: everybody who reaches this machine can use it; nothing is encrypted.");

        await Task.Delay(Timeout.Infinite, interrupt.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        await server.StopAsync();
        return ExitCodes.Done;
    }

    private static ServerSettings SettingsOf(ParseResult command, Notes notes) => new()
    {
        Address = command.GetValue(Host) is { } host ? IPAddress.Parse(host) : IPAddress.Loopback,
        Port = command.GetValue(Port) ?? ServerSettings.UsualPort,
        RunsDirectory = command.GetValue(Runs) ?? "runs",
        DataDirectory = command.GetValue(CommonOptions.DataDirectory),
        Device = CommonOptions.DeviceOf(command),
        Queue = command.GetValue(Queue) ?? ServerSettings.UsualQueue,
        RateLimit = command.GetValue(RateLimit),
        AllowRemoteTraining = command.GetValue(AllowRemoteTraining),
        AllowedOrigins = command.GetValue(AllowOrigin) ?? [],
        PublicAddress = command.GetValue(PublicUrl) is { } address ? new Uri(address) : null,
        Tell = notes.Tell,
        TellsTraces = command.GetValue(Failures.Verbose),
    };

    private static void RequireAddresses(OptionResult result, string expected, Func<string, Uri, bool> isValid)
    {
        foreach (var token in result.Tokens)
        {
            if (!Uri.TryCreate(token.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || !isValid(token.Value, address))
                result.AddError($"{result.Option.Name}: expected {expected}, got '{token.Value}'");
        }
    }

    private static Option<int?> Number(string name, string description, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n <= most))
                result.AddError($"{name}: expected a whole number from 0 to {most}, got '{token.Value}'");
        });
        return option;
    }
}
