using Inkling.Digits;
using Inkling.Nn;
using Inkling.Workbench.Interchange.Onnx;

namespace Inkling.Workbench;

/// <summary>Opens what <see cref="DigitModel"/> opens, and ONNX files that were written here.</summary>
public static class ModelFile
{
    /// <summary>Opens a model.</summary>
    /// <param name="source">A run folder (its best pass is taken), a parameter file, an ONNX file written here, or the name of a shipped model.</param>
    /// <exception cref="FileNotFoundException">There is nothing of that name.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static DigitModel Open(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return File.Exists(source) && OnnxFile.IsOne(source) ? new(OnnxFile.Load(source)) : DigitModel.Open(source);
    }
}
