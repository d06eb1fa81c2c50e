using System.CommandLine;
using Inkling.Data;
using Spectre.Console;

namespace Inkling.Cli;

/// <summary>What a verb tells beside its results, on stderr: lines, and on a terminal what is drawn in place. With --quiet, nothing.</summary>
internal sealed class Notes
{
    private readonly Lazy<IAnsiConsole> _terminal = new(() => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }));
    private readonly bool _isQuiet;

    public Notes(ParseResult command) => _isQuiet = command.GetValue(Quiet);

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "Tell nothing but results and failures.", Recursive = true };

    /// <summary>The terminal that stderr is; draws over what it drew before.</summary>
    public IAnsiConsole Terminal => _terminal.Value;

    /// <summary>Whether things can be drawn in place: stderr is a terminal, and so is stdout, by which alone the runtime knows how wide it is.</summary>
    public bool IsLive => !_isQuiet && !Ranks.AreSeveral && !Console.IsErrorRedirected && !Console.IsOutputRedirected && Terminal.Profile.Capabilities.Ansi;

    /// <summary>Writes a line; above what is drawn in place, if something is.</summary>
    public void Tell(string line)
    {
        if (_isQuiet)
            return;
        if (!IsLive)
        {
            Console.Error.WriteLine(line);
            return;
        }

        // Filled up to the width: over all of a line that was drawn there.
        int width = Terminal.Profile.Width - 1;
        foreach (string part in Fold(line, width))
            Terminal.WriteLine(part.PadRight(width));
    }

    /// <summary>Tells what to type next: the command on a line of its own, which is not folded, so that it can be copied.</summary>
    public void Advise(string what, string command)
    {
        Tell(what);
        if (!_isQuiet)
            Console.Error.WriteLine($"    {command}");
    }

    /// <summary>Writes a line that --quiet does not silence: the work failed, or its result is not what it looks like.</summary>
    public static void Warn(string line) => Console.Error.WriteLine($"inkling: {line}");

    /// <summary>Does something that may download, with a bar for every file, or with lines where none can be drawn.</summary>
    public T WithDownloads<T>(Func<IProgress<DownloadProgress>?, T> work)
    {
        using var bars = IsLive ? new DownloadBars(Bars()) : null;
        return work(bars);
    }

    /// <summary>Does something that tells how much of it is done, with a bar where one can be drawn.</summary>
    public T WithBar<T>(string title, Func<IProgress<double>?, T> work) => IsLive
        ? Bars().Start(bars =>
        {
            var bar = bars.AddTask(title, maxValue: 1);
            return work(new SynchronousProgress<double>(part => bar.Value = part));
        })
        : work(null);

    /// <summary>Gives the cursor back that is hidden while something is drawn in place.</summary>
    public void ShowCursor()
    {
        if (IsLive)
            Terminal.Cursor.Show();
    }

    /// <summary>Cuts a line at its spaces into such of a width; all but the first are indented.</summary>
    private static IEnumerable<string> Fold(string line, int width)
    {
        const string Indent = "    ";
        while (line.Length > width && line.LastIndexOf(' ', width) is var space && space > Indent.Length)
        {
            yield return line[..space];
            line = Indent + line[(space + 1)..];
        }

        yield return line;
    }

    private Progress Bars() =>
        Terminal.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
}
