using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Inkling.Bench.Machine;
using Inkling.Bench.Peers;
using Inkling.Bench.Programs;

namespace Inkling.Bench.Load;

/// <summary><c>load</c>: many ask the server at once, from the same machine: answers in a second, their times, memory over minutes, and more than it takes.</summary>
internal static class LoadCommand
{
    private const int ShortSeconds = 15, LongSeconds = 300, Samples = 6;
    private const int ManyConnections = 64, ShortQueue = 8;
    private static readonly int[] Connections = [1, 8, ManyConnections];

    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("folder") { Description = "What 'dotnet publish' wrote." };
        Option<bool> quick = new("--quick") { Description = "A second of each: shows that it works, not how fast it is." };
        folder.AcceptExistingOnly();
        var command = new Command("load", "The server under load, asked by wrk: times, memory, and what it does with too much.") { folder, quick };
        command.SetAction(result =>
        {
            var images = Directory.CreateTempSubdirectory("inkling-load-");
            try
            {
                Console.WriteLine(Measure(result.GetValue(folder)!, images.FullName, result.GetValue(quick)));
            }
            finally
            {
                images.Delete(recursive: true);
            }
        });
        return command;
    }

    private static Figures Measure(DirectoryInfo folder, string images, bool quick)
    {
        int seconds = quick ? 1 : ShortSeconds;
        (string Title, string File, string Type)[] bodies =
        [
            ("a digit of 28×28 as PNG", ToolImages.Digit(images), "image/png"),
            ("a picture of 1000×1000 as JPEG", ToolImages.Photo(images, 1000, 1000), "image/jpeg"),
        ];
        var figures = new Figures();
        figures.Say($"{MachineMeasurement.Cpu()}, {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}; wrk on the same cores, {seconds} s each after as long to warm up");
        figures.Say($"");
        figures.Say($"| posted to `/api/recognize` | connections | answers a second | median | 99 of 100 within | refused, broken |");
        figures.Say($"|---|--:|--:|--:|--:|--:|");
        using (var server = new ServedTool(folder))
        {
            foreach (var (title, file, type) in bodies)
            {
                Wrk.Post(Asked(server), file, type, connections: 2, seconds, images);
                foreach (int connections in Connections)
                    Row(figures, title, connections, Wrk.Post(Asked(server), file, type, connections, seconds, images));
            }

            figures.Say($"");
            figures.Say($"Memory of the server while {Connections[1]} connections post the picture for {(quick ? Samples : LongSeconds)} s: {string.Join(", ", Steady(server, bodies[1].File, bodies[1].Type, (quick ? Samples : LongSeconds) / Samples, images))} MB");
        }

        Overload(figures, folder, bodies[1].File, bodies[1].Type, seconds, images);
        figures.Say($"");
        foreach (string model in (string[])["deep", "lenet"])
            figures.Say($"An image, on one thread, in batches of {BatchGain.InWords}: `{model}` {BatchGain.Of(model)}");
        return figures;
    }

    private static List<string> Steady(ServedTool server, string file, string type, int seconds, string images)
    {
        var megabytes = new List<string>();
        for (int i = 0; i < Samples; i++)
        {
            Wrk.Post(Asked(server), file, type, Connections[1], seconds, images);
            megabytes.Add(server.Megabytes().ToString("F0", CultureInfo.InvariantCulture));
        }

        return megabytes;
    }

    private static void Overload(Figures figures, DirectoryInfo folder, string file, string type, int seconds, string images)
    {
        using var server = new ServedTool(folder, "--queue", $"{ShortQueue}");
        Wrk.Post(Asked(server), file, type, connections: 2, seconds, images);
        figures.Say($"");
        figures.Say($"A queue of {ShortQueue} (`--queue {ShortQueue}`), the picture:");
        figures.Say($"");
        figures.Say($"| | connections | answers a second | median | 99 of 100 within | refused, broken |");
        figures.Say($"|---|--:|--:|--:|--:|--:|");
        Row(figures, "more than it takes", ManyConnections, Wrk.Post(Asked(server), file, type, ManyConnections, seconds, images));
        Row(figures, "after that", 1, Wrk.Post(Asked(server), file, type, connections: 1, seconds, images));
    }

    private static void Row(Figures figures, string title, int connections, Wrk seen) =>
        figures.Say($"| {title} | {connections} | {seen.PerSecond:#,0} | {seen.Median:F1} ms | {seen.Slow:F1} ms | {seen.Refused:#,0}, {seen.Broken:#,0} |");

    private static Uri Asked(ServedTool server) => new(server.Address, "/api/recognize");
}
