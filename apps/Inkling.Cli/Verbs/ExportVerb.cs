using System.CommandLine;
using Inkling.Nn;
using Inkling.Workbench;
using Inkling.Workbench.Interchange;
using Inkling.Workbench.Interchange.Onnx;

namespace Inkling.Cli;

/// <summary><c>export</c>: a model as a file that other programs read.</summary>
internal static class ExportVerb
{
    private static readonly Dictionary<string, Action<Parameters, string>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".onnx"] = OnnxFile.Save,
        [".safetensors"] = (parameters, path) => parameters.Save(path),
        [".tar"] = (parameters, path) => ParameterTar.Save(parameters.CopyFor(parameters.Network.Prediction.Output), path),
    };

    private static readonly Argument<string> Model = new("model")
    {
        Description = "A run folder, a parameter file, or the name of a shipped model.",
        HelpName = "RUN|FILE|NAME",
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "The file to write, in the format of its extension: .onnx, .safetensors, or .tar (the original's parameter tar, which holds no network).",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Create()
    {
        To.Validators.Add(option =>
        {
            string path = option.GetValueOrDefault<string>() ?? "";
            if (!Formats.ContainsKey(Path.GetExtension(path)))
                option.AddError($"--to {path}: expected a name that ends in {string.Join(", ", Formats.Keys)}");
        });
        var command = new Command("export", "Write a model in another format.") { Model, To };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        string path = command.GetRequiredValue(To);
        Formats[Path.GetExtension(path)](ModelFile.Open(command.GetRequiredValue(Model)).Parameters, path);
        Console.Error.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
        return Failures.Done;
    }
}
