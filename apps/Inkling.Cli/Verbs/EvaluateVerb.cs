using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Workbench;
using Inkling.Workbench.Reports;

namespace Inkling.Cli;

/// <summary><c>evaluate</c>: how right a model is on the test samples of a data set, or a run on those it was tested on.</summary>
internal static class EvaluateVerb
{
    private const int NarrowestColumn = 6, WidestColumn = 12;

    private static readonly Argument<string> Model = new("model")
    {
        Description = "A run folder, a parameter file, or the name of a shipped model.",
        HelpName = "RUN|FILE|NAME",
    };

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Also write one self-contained page with figures, confusion matrix, mistakes and curves.",
        HelpName = "FILE.html",
    };

    public static Command Create()
    {
        var command = new Command("evaluate", "Test a model: cost, accuracy, figures per class, confusion matrix.")
        {
            Model, CommonOptions.Dataset, CommonOptions.DataDirectory, CommonOptions.Transpose, CommonOptions.Device, Report, CommonOptions.Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        string source = command.GetRequiredValue(Model);
        var device = CommonOptions.DeviceOf(command);
        var model = Ranks.Together(() => ModelFile.Open(source));
        if (model.ReadsLines)
            return RunOnLines(command, source, model.Parameters, device, notes, interrupt.Token);

        // A run is tested on what it was tested on before, unless other data are asked for.
        var settings = command.GetResult(CommonOptions.Dataset) is null or { Implicit: true } ? RunFolder.Find(source)?.ReadRecord().Settings : null;
        var form = model.Form;
        var request = new DatasetRequest(
            settings?.Dataset ?? command.GetRequiredValue(CommonOptions.Dataset), command.GetValue(CommonOptions.DataDirectory) ?? settings?.DataDirectory,
            new(form.Height, form.Width), form.Preparation, command.GetValue(CommonOptions.Transpose) || settings?.Transposes is true, form.Channels);
        var dataset = Ranks.Together(() => CommonOptions.OpenDataset(request, notes, interrupt.Token));
        if (model.ClassNames.Count == dataset.ClassNames.Count && !model.ClassNames.SequenceEqual(dataset.ClassNames))
            throw new ArgumentException($"{dataset.Name}: expected the classes of {source}, {string.Join(", ", model.ClassNames)}; found {string.Join(", ", dataset.ClassNames)}");
        var test = settings?.TestOf(dataset) ?? dataset.Test;
        Ranks.RequireAlike(() => [$"model: {model.Parameters.Hash()}", $"test samples: {test.Count}, content {HashOf(test)}"]);
        var evaluation = notes.WithBar("testing", progress =>
            Evaluation.Of(new Inference(model.Parameters, device), test, dataset.ClassNames, model.Temperature, progress, Ranks.Communicator, interrupt.Token));

        var json = EvaluationJson.Of(source, dataset.Name, evaluation);
        if (command.GetValue(CommonOptions.Json))
            Console.WriteLine(JsonSerializer.Serialize(json, CliJson.Default.EvaluationJson));
        else
            Print(source, settings?.Validation is null ? $"test samples of {dataset.Name}" : $"training samples of {dataset.Name} that were held out", evaluation);

        if (evaluation.SoleAnswer is { } answer)
            Notes.Warn($"{source}: collapsed, it takes every image for '{answer}'");
        if (command.GetValue(Report) is { } path && Ranks.Speaks)
        {
            EvaluationReport.Write(path, source, dataset, evaluation);
            notes.Tell($"Report: {path}");
        }

        return ExitCodes.Done;
    }

    private static string HashOf(Reader<Sample> samples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var sample in samples.Read())
        {
            hash.AppendData(sample.Pixels.Span);
            hash.AppendData(BitConverter.GetBytes(sample.Label));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int RunOnLines(ParseResult command, string source, Parameters parameters, Device device, Notes notes, CancellationToken cancellation)
    {
        if (command.GetValue(Report) is not null)
            throw new ArgumentException("--report: a reader of lines has none; expected a model for single images");

        string asked = command.GetRequiredValue(CommonOptions.Dataset);
        var request = new DatasetRequest(asked == DatasetSource.Auto ? DatasetSource.Lines : asked, command.GetValue(CommonOptions.DataDirectory));
        var dataset = Ranks.Together(() => CommonOptions.OpenDataset(request, notes, cancellation));
        Ranks.RequireAlike(() => [$"model: {parameters.Hash()}", $"test samples: {dataset.Test.Count} of {dataset.Name}"]);
        var evaluation = LineEvaluation.Of(parameters, dataset, device, Ranks.Communicator);
        if (command.GetValue(CommonOptions.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new LineEvaluationJson(source, dataset.Name, evaluation.Samples, evaluation.Cost, evaluation.Accuracy, evaluation.LabelErrorRate), CliJson.Default.LineEvaluationJson));
            return ExitCodes.Done;
        }

        Line($"{source} on the {evaluation.Samples:N0} test lines of {dataset.Name}");
        Line($"cost               {evaluation.Cost:F6}");
        Line($"whole lines right  {evaluation.Accuracy * 100:F2} %");
        Line($"signs wrong        {evaluation.LabelErrorRate * 100:F2} %");
        return ExitCodes.Done;
    }

    private static void Print(string model, string samples, Evaluation evaluation)
    {
        Line($"{model} on the {evaluation.Samples:N0} {samples}");
        Line($"cost               {evaluation.Cost:F6}");
        Line($"accuracy           {evaluation.Accuracy * 100:F2} %");
        Line($"calibration error  {evaluation.CalibrationError * 100:F2} %");
        Line($"images per second  {evaluation.ImagesPerSecond:N0}");
        Line($"");
        Line($"class        samples  precision     recall");
        foreach (var figures in evaluation.PerClass)
            Line($"{figures.Label,-12} {figures.Samples,7} {figures.Precision * 100,8:F2} % {figures.Recall * 100,8:F2} %");

        Line($"");
        Line($"confusion: a row per true class, a column per answer");
        int width = Math.Clamp(1 + evaluation.PerClass.Max(figures => figures.Label.Length), NarrowestColumn, WidestColumn);
        Line($"{"",-WidestColumn}{string.Concat(evaluation.PerClass.Select(figures => Short(figures.Label, width - 1).PadLeft(width)))}");
        foreach (var (figures, row) in evaluation.PerClass.Zip(evaluation.Confusion))
            Line($"{Short(figures.Label, WidestColumn - 1),-WidestColumn}{string.Concat(row.Select(count => (count == 0 ? "·" : $"{count}").PadLeft(width)))}");

        static string Short(string name, int length) => name.Length <= length ? name : string.Concat(name.AsSpan(0, length - 1), "…");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
