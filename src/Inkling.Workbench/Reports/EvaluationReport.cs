using System.Text;
using System.Xml.Linq;
using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Workbench.Reports;

/// <summary>An evaluation as one page to look at: figures, confusion matrix, the images that matter, reliability and coverage.</summary>
/// <remarks>
/// The page is one HTML file that holds all it needs, images too: it has no script and asks nobody for anything, so it can be mailed, or kept
/// beside a run. It is XML as well, for programs that look into it.
/// </remarks>
public static class EvaluationReport
{
    /// <summary>Writes the page, as a whole or not at all.</summary>
    /// <param name="path">The file; an older one is replaced. Its folder must exist.</param>
    /// <param name="model">What the model is called.</param>
    /// <param name="dataset">The data set whose test samples were recognised: its name, and how its images are to be drawn.</param>
    /// <param name="evaluation">What came of it.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it and says why.</exception>
    public static void Write(string path, string model, Dataset dataset, Evaluation evaluation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(evaluation);
        string page = $"<!DOCTYPE html>\n{ReportPage.Of(model, dataset, evaluation).ToString(SaveOptions.DisableFormatting)}\n";
        if (Directory.Exists(path))
            throw new IOException($"{path}: the report cannot be written: expected the name of a file, found a folder");

        try
        {
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
        }
        catch (DirectoryNotFoundException e)
        {
            throw new IOException($"{path}: the report cannot be written: there is no such folder", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the report cannot be written: {e.Message}", e);
        }
    }
}
