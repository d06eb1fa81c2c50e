using System.CommandLine;
using Inkling.Digits;
using Inkling.Robustness.Rasters;
using Inkling.Robustness.Scoring;
using Inkling.Robustness.Sets;
using SkiaSharp;

namespace Inkling.Robustness;

/// <summary>Measures what is read rightly of what people bring, and prints the tables.</summary>
internal static class RobustnessCommand
{
    /// <summary>What stands above this line of a document stays.</summary>
    private const string Marker = "<!-- measured -->";

    private const int QuickCount = 40;
    private const int SheetColumns = 8, SheetCount = 40, SheetCell = 160;

    private static readonly Option<string[]> _only = new("--only") { Description = "Only this set; may be repeated.", HelpName = "NAME" };

    private static readonly Option<bool> _quick = new("--quick") { Description = $"Only the first {QuickCount} images of each set." };

    private static readonly Option<bool> _heldOut = new("--held-out")
    {
        Description = "Takes the last training digits for the test digits, and other images: to choose something by. Without the plain pipeline, which has learned from these digits.",
    };

    private static readonly Option<bool> _careful = new("--careful") { Description = "Recognise as recognize --careful does." };

    private static readonly Option<string?> _save = new("--save") { Description = $"Writes the tables into a document, below its line {Marker}.", HelpName = "FILE.md" };

    private static readonly Option<string?> _sheets = new("--sheets")
    {
        Description = $"Reads nothing, but draws the first {SheetCount} images of each set on a sheet in this folder.", HelpName = "FOLDER",
    };

    public static RootCommand Create()
    {
        var command = new RootCommand("Measures how robust the shipped models are.") { _only, _quick, _heldOut, _careful, _save, _sheets };
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
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Measure(ParseResult command)
    {
        string? document = command.GetValue(_save), above = document is null ? null : AboveTables(document);
        var digits = Sets.Digits.Load();
        bool heldOut = command.GetValue(_heldOut);
        if (heldOut && document is not null)
            throw new ArgumentException("--held-out: expected no --save; the document tells of test digits");
        var sets = Chosen(heldOut ? AllSets.ToChooseBy(digits) : AllSets.Of(digits), command.GetValue(_only) ?? []);
        if (command.GetValue(_sheets) is { } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (var set in sets)
                Draw(set, Path.Combine(folder, $"{set.Name}.png"));
            return;
        }

        IEnumerable<Contender> contenders = Contender.Recognizers(new() { IsCareful = command.GetValue(_careful) });
        if (!heldOut)
            contenders = contenders.Prepend(Contender.Of(PlainPipeline.Train(digits)));
        var measurements = new List<Measurement>();
        foreach (var set in sets)
        {
            Console.Error.WriteLine($"{set.Name}");
            measurements.Add(Measurement.Of(set, contenders, command.GetValue(_quick) ? QuickCount : int.MaxValue));
        }

        string tables = Tables.Of(measurements);
        Console.Write(tables);
        if (document is not null)
            File.WriteAllText(document, $"{above}{Marker}\n\n{tables}");
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

    // Asked for before anything is measured: a quarter of an hour later it would be a pity.
    private static string AboveTables(string document)
    {
        string all = File.ReadAllText(document);
        int end = all.IndexOf(Marker, StringComparison.Ordinal);
        return end >= 0 ? all[..end] : throw new InvalidDataException($"{document}: expected a line {Marker}, found none");
    }

    private static void Draw(ITestSet set, string path)
    {
        int count = Math.Min(set.Count, SheetCount), rows = (count + SheetColumns - 1) / SheetColumns;
        using var sheet = new SKBitmap(new SKImageInfo(SheetColumns * SheetCell, rows * SheetCell));
        using (var canvas = new SKCanvas(sheet))
        {
            canvas.Clear(SKColors.SteelBlue);
            for (int i = 0; i < count; i++)
            {
                using var image = Pictures.ToBitmap(set.Make(i).Image);
                float scale = (SheetCell - 6f) / Math.Max(image.Width, image.Height);
                float left = (i % SheetColumns * SheetCell) + 3, top = (i / SheetColumns * SheetCell) + 3;
                var place = SKRect.Create(left, top, image.Width * scale, image.Height * scale);
                canvas.DrawBitmap(image, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), null);
            }
        }

        using var png = sheet.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
