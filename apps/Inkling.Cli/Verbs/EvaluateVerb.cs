using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Inkling.Digits;
using Inkling.Nn;

namespace Inkling.Cli;

/// <summary><c>evaluate</c>: how right a model is on the test samples of a data set.</summary>
internal static class EvaluateVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "A run folder, a parameter file, or the name of a shipped model.", HelpName = "RUN|FILE|NAME" };
    private static readonly Option<string> Dataset = CommonOptions.Dataset();
    private static readonly Option<string?> DataDirectory = CommonOptions.DataDirectory();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        var command = new Command("evaluate", "Test a model: cost, accuracy, figures per class, confusion matrix.") { Model, Dataset, DataDirectory, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        using var interrupt = new Interrupt();
        string source = command.GetRequiredValue(Model);
        var inference = new Inference(ModelFile.Open(source));
        var dataset = DatasetSource.Open(command.GetRequiredValue(Dataset), command.GetValue(DataDirectory), Console.Error.WriteLine, interrupt.Token);
        var evaluation = Evaluation.Of(inference, dataset.Test, dataset.ClassNames);

        if (command.GetValue(Json))
            Console.WriteLine(JsonSerializer.Serialize(EvaluationJson.Of(source, dataset.Name, evaluation), CliJson.Default.EvaluationJson));
        else
            Print(source, dataset.Name, evaluation);
        return Failures.Done;
    }

    private static void Print(string model, string dataset, Evaluation evaluation)
    {
        Line($"{model} on the {evaluation.Samples:N0} test samples of {dataset}");
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
        Line($"{"",-12}{string.Concat(evaluation.PerClass.Select(figures => $"{figures.Label,6}"))}");
        foreach (var (figures, row) in evaluation.PerClass.Zip(evaluation.Confusion))
            Line($"{figures.Label,-12}{string.Concat(row.Select(count => count == 0 ? $"{"·",6}" : $"{count,6}"))}");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
