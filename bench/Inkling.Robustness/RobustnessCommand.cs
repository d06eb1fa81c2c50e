using System.CommandLine;
using Inkling.Digits;
using Inkling.Robustness.Scoring;
using Inkling.Robustness.Sets;
using Inkling.Robustness.Showing;
using Inkling.Robustness.Timing;

namespace Inkling.Robustness;

/// <summary>Measures what is read rightly of what people bring, and prints the tables.</summary>
internal static class RobustnessCommand
{
    /// <summary>What stands above this line of a document stays.</summary>
    private const string Marker = "<!-- measured -->";

    private const int QuickCount = 40;

    private static readonly Option<string[]> _only = new("--only") { Description = "Only this set; may be repeated.", HelpName = "NAME" };

    private static readonly Option<bool> _quick = new("--quick") { Description = $"Only the first {QuickCount} images of each set." };

    private static readonly Option<bool> _heldOut = new("--held-out")
    {
        Description = "Takes the last training digits for the test digits, and other images: to choose something by. Without the plain pipeline, which has learned from these digits.",
    };

    private static readonly Option<bool> _careful = new("--careful") { Description = "Recognise as recognize --careful does." };

    private static readonly Option<string?> _save = new("--save") { Description = $"Writes the tables into a document, below its line {Marker}.", HelpName = "FILE.md" };

    private static readonly Option<string?> _json = new("--json") { Description = "Writes the counts of all answers into a file, to compare two builds.", HelpName = "FILE" };

    private static readonly Option<string?> _wrong = new("--wrong")
    {
        Description = "Saves the images that the last contender reads wrongly in this folder, as SET-INDEX-EXPECTED-GOT.png.",
        HelpName = "FOLDER",
    };

    private static readonly Option<bool> _times = new("--times")
    {
        Description = "Measures no set, but how long one thread takes for a string of six digits and for a photo of a megapixel.",
    };

    private static readonly Option<string?> _sheets = new("--sheets")
    {
        Description = $"Reads nothing, but draws the first {Sheet.MostImages} images of each set on a sheet in this folder.",
        HelpName = "FOLDER",
    };

    public static RootCommand Create()
    {
        var command = new RootCommand("Measures how robust the shipped models are.") { _only, _quick, _heldOut, _careful, _save, _json, _wrong, _times, _sheets };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult command)
    {
        try
        {
            Measure(command);
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Measure(ParseResult command)
    {
        string? document = command.GetValue(_save), above = document is null ? null : AboveTables(document);
        string? json = command.GetValue(_json);
        var digits = Sets.Digits.Load();
        bool heldOut = command.GetValue(_heldOut);
        if (heldOut && document is not null)
            throw new ArgumentException("--held-out: expected no --save; the document tells of test digits");
        var sets = Chosen(heldOut ? AllSets.ToChooseBy(digits) : AllSets.Of(digits), command.GetValue(_only) ?? []);
        RecognizerSettings settings = new() { IsCareful = command.GetValue(_careful) };
        if (command.GetValue(_times))
        {
            Console.Write(ReadingTimes.Of(digits, settings));
            return;
        }

        if (command.GetValue(_sheets) is { } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var set in sets)
                Sheet.Draw(set, Path.Combine(folder, $"{set.Name}.png"));
            return;
        }

        if (json is not null)
            CheckWritable(json);
        var measurements = MeasureAll(sets, Contenders(settings, heldOut, sets, digits), command.GetValue(_quick) ? QuickCount : int.MaxValue, command.GetValue(_wrong));
        string tables = Tables.Of(measurements);
        Console.Write(tables);
        if (json is not null)
            File.WriteAllText(json, CountsJson.Of(measurements));
        if (document is not null)
            File.WriteAllText(document, $"{above}{Marker}\n\n{tables}");
    }

    // The plain pipeline has to be trained: not where it has nothing to read.
    private static IReadOnlyList<Contender> Contenders(RecognizerSettings settings, bool heldOut, ITestSet[] sets, Sets.Digits digits)
    {
        var recognizers = Contender.Recognizers(settings);
        bool plainReads = sets.Any(set => Contender.ReadByPlain.Contains(set.Kind));
        return heldOut || !plainReads ? recognizers : [Contender.Of(PlainPipeline.Train(digits)), .. recognizers];
    }

    private static List<Measurement> MeasureAll(ITestSet[] sets, IReadOnlyList<Contender> contenders, int most, string? wrongFolder)
    {
        if (wrongFolder is not null)
            Directory.CreateDirectory(wrongFolder);
        var measurements = new List<Measurement>();
        foreach (var set in sets)
        {
            Console.Error.WriteLine($"{set.Name}");
            var measurement = Measurement.Of(set, contenders, most);
            measurements.Add(measurement);
            if (wrongFolder is not null)
                WrongImages.Save(measurement, wrongFolder);
        }

        return measurements;
    }

    private static ITestSet[] Chosen(IReadOnlyList<ITestSet> all, string[] names)
    {
        if (names.FirstOrDefault(name => all.All(set => set.Name != name)) is { } unknown)
            throw new ArgumentException($"--only {unknown}: expected one of {string.Join(", ", all.Select(set => set.Name))}");

        ITestSet[] wanted = [.. all.Where(set => names.Length == 0 || names.Contains(set.Name))];
        foreach (var set in wanted.Where(set => set.Unavailable is not null))
            Console.Error.WriteLine($"{set.Name}: left out, {set.Unavailable}");
        return [.. wanted.Where(set => set.Unavailable is null)];
    }

    // Both are asked for before anything is measured: a quarter of an hour later it would be a pity.
    private static void CheckWritable(string path) => File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();

    private static string AboveTables(string document)
    {
        string all = File.ReadAllText(document);
        int end = all.IndexOf(Marker, StringComparison.Ordinal);
        return end >= 0 ? all[..end] : throw new InvalidDataException($"{document}: expected a line {Marker}, found none");
    }
}
