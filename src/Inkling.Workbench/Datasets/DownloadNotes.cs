using System.Globalization;
using Inkling.Data;

namespace Inkling.Workbench;

/// <summary>Tells of a download in words: when a file begins, and at every quarter of it.</summary>
internal sealed class DownloadNotes(Action<string> tell) : IProgress<DownloadProgress>
{
    private string _file = "";
    private long _quarter;

    public void Report(DownloadProgress value)
    {
        if (value.File != _file)
        {
            (_file, _quarter) = (value.File, 0);
            tell($"downloading {value.File} from {value.Mirror.Host}");
        }

        if (value.Total is not { } total || total == 0 || 4 * value.Received / total <= _quarter)
            return;

        _quarter = 4 * value.Received / total;
        tell(string.Create(CultureInfo.InvariantCulture, $"  {value.Received / 1e6:F1} of {total / 1e6:F1} MB"));
    }
}
