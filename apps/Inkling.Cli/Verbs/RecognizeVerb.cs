using System.CommandLine;
using System.Text.Json;
using Inkling.Digits;
using Inkling.Digits.Imaging;

namespace Inkling.Cli;

/// <summary><c>recognize</c>: which digits image files show.</summary>
internal static class RecognizeVerb
{
    private const string StandardInput = "-";

    private static readonly Argument<string[]> Images = new("image")
    {
        Description = "Image files, folders of images, or - for standard input.",
        HelpName = "IMAGE",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Model = new("--model")
    {
        Description = "A run folder, a parameter file, or the name of a shipped model.",
        HelpName = "RUN|FILE|NAME",
        DefaultValueFactory = _ => "lenet",
    };

    private static readonly Option<int?> Top = CommonOptions.Count("--top", "Also print the N most probable digits.");
    private static readonly Option<bool> Show = new("--show") { Description = "Print what the network saw." };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Write one JSON document per image to stdout, and nothing else there.",
    };

    private static readonly Option<string> Digits = new("--digits")
    {
        Description = "How many digits an image holds.",
        HelpName = "one|many|auto",
        DefaultValueFactory = _ => "auto",
    };

    private static readonly Option<double?> MinConfidence = CommonOptions.Number(
        "--min-confidence", "Reject digits of a lower probability.", x => x is >= 0 and <= 1, "a number from 0 to 1");

    public static Command Create()
    {
        Digits.AcceptOnlyFromAmong("one", "many", "auto");
        var command = new Command("recognize", "Say which digits image files show.") { Images, Model, Digits, MinConfidence, Top, Show, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        using var interrupt = new Interrupt();
        string model = command.GetRequiredValue(Model);
        var settings = new RecognizerSettings { MinConfidence = command.GetValue(MinConfidence) ?? 0 };
        var recognizer = new Recognizer(ModelFile.Open(model), settings);
        var count = Enum.Parse<DigitCount>(command.GetRequiredValue(Digits), ignoreCase: true);
        bool json = command.GetValue(Json), show = command.GetValue(Show);
        int top = command.GetValue(Top) ?? 0, exitCode = Failures.Done;
        foreach (string file in command.GetRequiredValue(Images).SelectMany(Expand))
        {
            if (interrupt.Token.IsCancellationRequested)
                return Failures.Cancelled;

            try
            {
                var reading = recognizer.Read(Load(file), count);
                if (json)
                    Console.WriteLine(JsonSerializer.Serialize(RecognitionJson.Of(file, reading, model), CliJson.Default.RecognitionJson));
                else
                    ReadingText.Print(file, reading, recognizer.ClassNames, top);
                if (show)
                    Array.ForEach([.. reading.Digits], digit => Console.Error.WriteLine(digit.Seen));
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                // One bad file among many is named, and the others are still done.
                exitCode = Failures.Failed;
                string message = Failures.OneLine(e);
                if (json)
                    Console.WriteLine(JsonSerializer.Serialize(new FailureJson(file, message), CliJson.Default.FailureJson));
                else
                    Console.Error.WriteLine($"inkling: {message}");
            }
        }

        return exitCode;
    }

    private static IEnumerable<string> Expand(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(ImageFile.HasImageExtension)
                .Order(StringComparer.Ordinal)
            : [path];

    private static GrayImage Load(string file)
    {
        if (file != StandardInput)
            return ImageFile.Load(file);

        using var input = Console.OpenStandardInput();
        return ImageFile.Load(input, "standard input");
    }
}
