using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace Inkling.Bench.Torch;

/// <summary>The native half of TorchSharp, which asks for a newer C++ runtime than some systems have.</summary>
internal static partial class TorchLibrary
{
    public const string Name = "libtorch";

    /// <summary>Why libtorch cannot be used here, in one line; null if it can.</summary>
    public static string? Unavailable { get; } = Load();

    private static string? Load()
    {
        try
        {
            // Before TorchSharp tries: on failure it goes on to copy a gigabyte of libraries to look for them elsewhere.
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null);
            torch.InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or NotSupportedException or TypeInitializationException)
        {
            return Reason(exception.GetBaseException().Message);
        }
    }

    /// <summary>The loader names every place it looked at; the line with a version or a symbol says most, without the folders.</summary>
    private static string Reason(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Folders().Replace(lines.FirstOrDefault(line => line.Contains("version `") || line.Contains("undefined symbol")) ?? lines[0], "");
    }

    [GeneratedRegex(@"[^\s(']*/")]
    private static partial Regex Folders();
}
