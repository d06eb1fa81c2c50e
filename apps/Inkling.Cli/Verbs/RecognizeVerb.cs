using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Inkling.Digits;
using Inkling.Digits.Imaging;

namespace Inkling.Cli;

/// <summary><c>recognize</c>: which digit image files show.</summary>
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

    // Several digits in one image are not told apart yet, so both words mean the same.
    private static readonly Option<string> Digits = new("--digits")
    {
        Description = "How many digits an image holds; so far always one.",
        HelpName = "one|auto",
        DefaultValueFactory = _ => "auto",
    };

    public static Command Create()
    {
        Digits.AcceptOnlyFromAmong("one", "auto");
        var command = new Command("recognize", "Say which digit image files show.") { Images, Model, Digits, Top, Show, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        using var interrupt = new Interrupt();
        string model = command.GetRequiredValue(Model);
        var recognizer = new Recognizer(ModelFile.Open(model));
        bool json = command.GetValue(Json), show = command.GetValue(Show);
        int top = command.GetValue(Top) ?? 0, exitCode = Failures.Done;
        foreach (string file in command.GetRequiredValue(Images).SelectMany(Expand))
        {
            if (interrupt.Token.IsCancellationRequested)
                return Failures.Cancelled;

            try
            {
                var (seen, recognition) = recognizer.Recognize(Load(file));
                var line = RecognitionJson.Of(file, seen, recognition, model);
                if (json)
                    Console.WriteLine(JsonSerializer.Serialize(line, CliJson.Default.RecognitionJson));
                else
                    Print(file, recognition, recognizer.ClassNames, top);
                if (show)
                    Console.Error.WriteLine(seen);
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

    private static void Print(string file, Recognition? recognition, IReadOnlyList<string> classNames, int top)
    {
        if (recognition is null)
        {
            Line($"{file}: nothing is written here");
            return;
        }

        Line($"{file}: {recognition.Label} ({recognition.Probability * 100:F1} %)");
        foreach (var (name, probability) in classNames.Zip(recognition.Probabilities).OrderByDescending(entry => entry.Second).Take(top))
            Line($"  {name,-8} {probability * 100,6:F2} %");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
