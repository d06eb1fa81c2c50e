using System.Xml;
using System.Xml.Linq;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Workbench;

namespace Inkling.Reliability.Killing;

/// <summary>Reads every file of a run folder from its first byte to its last.</summary>
internal static class RunFolderCheck
{
    private const int HistoryFields = 9;

    /// <summary>Fails if a file is not whole. What was being written beside its place does not count: nobody takes it for anything.</summary>
    /// <returns>How many files there are, and how many were being written.</returns>
    /// <exception cref="InvalidDataException">A file is not whole.</exception>
    public static (int Whole, int BeingWritten) RequireWhole(string folder)
    {
        int whole = 0, beingWritten = 0;
        foreach (string path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
        {
            if (Path.GetExtension(path) == AtomicFile.Extension)
            {
                beingWritten++;
                continue;
            }

            Read(folder, path);
            whole++;
        }

        return (whole, beingWritten);
    }

    private static void Read(string folder, string path)
    {
        switch (Path.GetFileName(path))
        {
            case ".lock":
                break;
            case "run.json":
                RunFolder.Open(folder).ReadRecord();
                break;
            case "checkpoint":
                SafetensorsFile.Read(path);
                break;
            case "history.csv":
                RequireHistory(path);
                break;
            case "cost.png":
                ImageFile.Load(path);
                break;
            case "cost.svg" or "cost-log.svg":
                RequireXml(path);
                break;
            default:
                Parameters.Load(path);
                break;
        }
    }

    private static void RequireHistory(string path)
    {
        string text = File.ReadAllText(path);
        if (!text.EndsWith('\n') || text.TrimEnd('\n').Split('\n').Any(line => line.Split(',').Length != HistoryFields))
            throw new InvalidDataException($"{path}: expected lines of {HistoryFields} fields");
    }

    private static void RequireXml(string path)
    {
        try
        {
            XDocument.Load(path);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
