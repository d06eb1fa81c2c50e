using Inkling.Data;
using Spectre.Console;

namespace Inkling.Cli;

/// <summary>A bar for every file that is downloaded.</summary>
internal sealed class DownloadBars(ProgressContext bars) : IProgress<DownloadProgress>
{
    private readonly Dictionary<Uri, ProgressTask> _files = [];

    public void Report(DownloadProgress value)
    {
        var address = new Uri(value.Mirror, value.File);
        if (!_files.TryGetValue(address, out var bar))
            _files[address] = bar = bars.AddTask(Markup.Escape($"{value.File} from {value.Mirror.Host}"));
        bar.IsIndeterminate = value.Total is null;
        bar.MaxValue = value.Total ?? double.MaxValue;
        bar.Value = value.Received;
    }
}
