using System.CommandLine;
using Inkling.Nn;
using Inkling.Workbench;
using Inkling.Workbench.Chapter;
using Inkling.Workbench.Interchange.Onnx;

namespace Inkling.Cli;

/// <summary><c>export</c>: a model as a file that other programs read.</summary>
internal static class ExportVerb
{
    private const string Safetensors = ".safetensors";

    private static readonly Dictionary<string, Action<Parameters, string, bool>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".onnx"] = (parameters, path, _) => OnnxFile.Save(parameters, path),
        [Safetensors] = (parameters, path, half) => parameters.Save(path, half),
        [".tar"] = (parameters, path, _) => ParameterTar.Save(parameters.CopyFor(parameters.Network.Prediction.Output), path),
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

    private static readonly Option<bool> Half = new("--half") { Description = "Of .safetensors: round the values to 16 bits, half the size." };

    public static Command Create()
    {
        To.Validators.Add(option =>
        {
            string path = option.GetValueOrDefault<string>() ?? "";
            if (!Formats.ContainsKey(Path.GetExtension(path)))
                option.AddError($"--to {path}: expected a name that ends in {string.Join(", ", Formats.Keys)}");
        });
        var command = new Command("export", "Write a model in another format.") { Model, To, Half };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Half) && !Safetensors.Equals(Path.GetExtension(result.GetValue(To)), StringComparison.OrdinalIgnoreCase))
                result.AddError($"--half: expected a file that ends in {Safetensors}, got '{result.GetValue(To)}'");
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        string path = command.GetRequiredValue(To);
        Formats[Path.GetExtension(path)](ModelFile.Open(command.GetRequiredValue(Model)).Parameters, path, command.GetValue(Half));
        Console.Error.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
        return ExitCodes.Done;
    }
}
