using Inkling.Data;
using Spectre.Console;

namespace Inkling.Cli;

/// <summary>A bar for every file that is downloaded, drawn from the first report until this is disposed; where nothing is downloaded, nothing is drawn.</summary>
internal sealed class DownloadBars(Progress bars) : IProgress<DownloadProgress>, IDisposable
{
    private readonly Dictionary<Uri, ProgressTask> _files = [];
    private readonly TaskCompletionSource _end = new();
    private ProgressContext? _context;
    private Task? _drawing;

    public void Report(DownloadProgress value)
    {
        _context ??= Begin();
        if (!_files.TryGetValue(value.Mirror, out var bar))
            _files[value.Mirror] = bar = _context.AddTask(Markup.Escape($"{value.File} from {value.Mirror.Host}"));
        bar.IsIndeterminate = value.Total is null;
        bar.MaxValue = value.Total ?? double.MaxValue;
        bar.Value = value.Received;
    }

    public void Dispose()
    {
        _end.TrySetResult();
        _drawing?.GetAwaiter().GetResult();
    }

    private ProgressContext Begin()
    {
        var begun = new TaskCompletionSource<ProgressContext>();
        _drawing = Task.Run(() => bars.StartAsync(context =>
        {
            begun.SetResult(context);
            return _end.Task;
        }));
        return begun.Task.GetAwaiter().GetResult();
    }
}
