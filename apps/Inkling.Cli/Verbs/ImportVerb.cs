using System.CommandLine;
using Inkling.Workbench.Interchange;

namespace Inkling.Cli;

/// <summary><c>import</c>: a file that holds parameters but no network becomes a model.</summary>
internal static class ImportVerb
{
    private const string Safetensors = ".safetensors";

    private static readonly Argument<string> Source = new("file")
    {
        Description = "A safetensors file of another program, such as PyTorch, or a parameter tar.",
        HelpName = "FILE",
    };

    private static readonly Option<string> Network = new("--network")
    {
        Description = "The network that the parameters belong to; of mlp, the file says how many layers and units there are.",
        HelpName = string.Join('|', ModelImport.Networks),
        Required = true,
    };

    private static readonly Option<string> To = new("--to") { Description = "The file to write, which ends in .safetensors.", HelpName = "FILE", Required = true };

    private static readonly Option<double?> Mean = CommonOptions.Number(
        "--mean", "What was subtracted from pixels of 0 to 1 when the parameters were learned, as 0.1307; default 0.5.", double.IsFinite, "a number");

    private static readonly Option<double?> Deviation = CommonOptions.Number(
        "--std", "What the difference was divided by, as 0.3081; default 0.5.", x => double.IsFinite(x) && x > 0, "a number above 0");

    public static Command Create()
    {
        Network.AcceptOnlyFromAmong([.. ModelImport.Networks]);
        To.Validators.Add(option =>
        {
            string path = option.GetValueOrDefault<string>() ?? "";
            if (!Path.GetExtension(path).Equals(Safetensors, StringComparison.OrdinalIgnoreCase))
                option.AddError($"--to {path}: expected a name that ends in {Safetensors}");
        });
        var command = new Command("import", "Make a model of a file that holds parameters but no network.") { Source, Network, To, Mean, Deviation };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        string path = command.GetRequiredValue(To);
        var parameters = ModelImport.Load(
            command.GetRequiredValue(Source), command.GetRequiredValue(Network), command.GetValue(Mean) ?? ModelImport.OwnMean, command.GetValue(Deviation) ?? ModelImport.OwnDeviation);
        parameters.Save(path);
        Console.Error.WriteLine($"{path}: {parameters.Values.Length:N0} parameters");
        return ExitCodes.Done;
    }
}
