using System.CommandLine;
using System.Reflection;

namespace Inkling.Cli;

/// <summary><c>completion</c>: the lines by which a shell completes this tool's command lines.</summary>
internal static class CompletionVerb
{
    private static readonly Argument<string> Shell = new("shell") { Description = "The shell.", HelpName = "bash|zsh|fish|powershell" };

    public static Command Create()
    {
        Shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");
        var command = new Command("completion", "Print the completion script of a shell; for bash: source <(inkling completion bash)") { Shell };
        command.SetAction(parsed =>
        {
            using var script = Assembly.GetExecutingAssembly().GetManifestResourceStream($"inkling.{parsed.GetRequiredValue(Shell)}")!;
            using var reader = new StreamReader(script);
            Console.Write(reader.ReadToEnd());
        });
        return command;
    }
}
