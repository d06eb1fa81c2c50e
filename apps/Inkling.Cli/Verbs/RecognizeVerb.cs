using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Web.Recognition;
using Inkling.Workbench;

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
        DefaultValueFactory = _ => DigitModel.Default,
        CompletionSources = { _ => DigitModel.Shipped.Select(name => new CompletionItem(name)) },
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

    private static readonly Option<bool> Careful = new("--careful") { Description = "Ask about each digit in five places and take the mean; five times as slow." };

    private static readonly Option<bool> Strict = new("--strict") { Description = "End with exit code 3 if an image is not recognised." };

    public static Command Create()
    {
        Digits.AcceptOnlyFromAmong("one", "many", "auto");
        Images.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(token.Value)))
                result.AddError($"{token.Value}: there is no such option");
        });
        var command = new Command("recognize", "Say which digits image files show.") { Images, Model, Digits, MinConfidence, Careful, CommonOptions.Device, Top, Show, Strict, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        var notes = new Notes(command);
        using var interrupt = new Interrupt(notes);
        string model = command.GetRequiredValue(Model);
        var settings = new RecognizerSettings { MinConfidence = command.GetValue(MinConfidence) ?? 0, IsCareful = command.GetValue(Careful) };
        var opened = Ranks.Together(() => ModelFile.Open(model));
        Ranks.RequireAlike(() => [$"model: {opened.Parameters.Hash()}"]);
        var recognizer = new Recognizer(opened, settings, CommonOptions.DeviceOf(command));
        var form = new Form(
            model, recognizer.ClassNames, command.GetValue(Json), command.GetValue(Show), command.GetValue(Top) ?? 0, command.GetValue(Strict));
        var count = Enum.Parse<DigitCount>(command.GetRequiredValue(Digits), ignoreCase: true);
        string[] files = Ranks.Together(() => FilesOf(command.GetRequiredValue(Images), notes));
        int exitCode = ExitCodes.Done;
        foreach (var said in Ranks.Share(files, file => form.Say(Read(recognizer, file, count)), interrupt.Token))
        {
            if (said is null)
                return ExitCodes.Cancelled;

            said.Tell();
            if (exitCode != ExitCodes.Failed && said.ExitCode != ExitCodes.Done)
                exitCode = said.ExitCode;
        }

        return exitCode;
    }

    private static string[] FilesOf(string[] paths, Notes notes)
    {
        if (Ranks.AreSeveral && paths.Contains(StandardInput))
            throw new ArgumentException($"{StandardInput}: several processes have no common standard input; expected files or folders");
        string[] files = [.. paths.SelectMany(path => Expand(path, notes))];
        return files.Length > 0 ? files : throw new InvalidDataException($"{string.Join(", ", paths)}: expected images ({ImageFile.Formats}), found none");
    }

    // One bad file among many is named, and the others are still done. Of several pages each is an image of its own.
    private static List<Outcome> Read(Recognizer recognizer, string file, DigitCount count)
    {
        var outcomes = new List<Outcome>();
        try
        {
            foreach (var image in Load(file, recognizer.ReadsColor))
                outcomes.Add(new($"{file}, page {outcomes.Count + 1}", recognizer.Read(image, count), Failure: null));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            outcomes.Add(new(file, Reading: null, FailureText.Of(e)));
        }

        return outcomes is [{ Reading: not null } only] ? [only with { File = file }] : outcomes;
    }

    /// <summary>The images of a folder, which tells of the other files in it; a file is taken whatever it is called.</summary>
    private static string[] Expand(string path, Notes notes)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file)[0] != '.').ToLookup(ImageFile.HasImageExtension);
        if (files[false].Any())
            notes.Tell($"{path}: {FileKinds.Counted([.. files[false]])} left out: no images that are read here");
        return [.. files[true].Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<GrayImage> Load(string file, bool inColor)
    {
        if (file != StandardInput)
            return ImageFile.LoadPages(file, inColor);

        using var input = Console.OpenStandardInput();
        return [ImageFile.Load(input, "standard input", inColor)];
    }

    /// <summary>What came of a file, or of a page of it: a reading, or why there is none.</summary>
    private sealed record Outcome(string File, ImageReading? Reading, string? Failure);

    /// <summary>How it is said what came of a file.</summary>
    private sealed record Form(string Model, IReadOnlyList<string> ClassNames, bool IsJson, bool ShowsFields, int Top, bool IsStrict)
    {
        public Said Say(List<Outcome> pages)
        {
            var parts = new List<Said.Part>();
            int exitCode = ExitCodes.Done;
            foreach (var page in pages)
            {
                parts.Add(new(IsError: page.Failure is not null && !IsJson, TextOf(page)));
                if (ShowsFields)
                    parts.AddRange((page.Reading?.Digits ?? []).Select(digit => new Said.Part(IsError: true, digit.Seen.ToString())));
                if (page.Failure is not null)
                    exitCode = ExitCodes.Failed;
                else if (IsStrict && exitCode == ExitCodes.Done && page.Reading!.IsRejected)
                    exitCode = ExitCodes.NotRecognised;
            }

            return new(parts, exitCode);
        }

        private string TextOf(Outcome page) =>
            IsJson ? JsonOf(page)
            : page.Reading is { } reading ? ReadingText.Of(page.File, reading, ClassNames, Top)
            : $"inkling: {page.Failure}";

        private string JsonOf(Outcome page) => page.Reading is { } reading
            ? JsonSerializer.Serialize(RecognitionJson.Of(page.File, reading, Model, ClassNames), CliJson.Default.RecognitionJson)
            : JsonSerializer.Serialize(new FailureJson(page.File, page.Failure!), CliJson.Default.FailureJson);
    }
}
