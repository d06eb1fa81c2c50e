using System.Text.RegularExpressions;
using Inkling.TestKit;

namespace Inkling.Acceptance.Documents;

public partial class DocumentTests : TemporaryFolder
{
    private static readonly string[] Folders = ["docs", "bench", "samples", "src"];

    private static IEnumerable<string> Documents => Directory.EnumerateFiles(TestFolders.Repository, "*.md").Concat(
        Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, folder), "*.md", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)));

    [Fact]
    public void Every_link_within_the_repository_leads_somewhere()
    {
        var broken = from path in Documents
                     from Match link in Link().Matches(File.ReadAllText(path))
                     let target = link.Groups[1].Value
                     where !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target))
                     select $"{Path.GetFileName(path)}: {target}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_line_of_code_of_the_framework_page_compiles()
    {
        string page = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "framework.md"));
        string[] lines = [.. CodeOfSecondCell().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.True(lines.Length > 90, $"expected the code of over 90 rows, found {lines.Length}");

        DocumentCode.RequireCompiles($$"""
            using Inkling.Data;
            using Inkling.Digits;
            using Inkling.Mpi;
            using Inkling.Nn;
            using Inkling.OpenCL;
            using Inkling.Training;
            using Inkling.Workbench;
            using Inkling.Workbench.Chapter;
            using Inkling.Workbench.Interchange;

            Layer image = Layer.Image("pixel", 1, 28, 28), layer = image, predict = image.FullyConnected(10, Activation.Softmax);
            LabelInput label = Layer.Label("label", 10);
            Layer columns = Layer.Image("line", 1, 28, 128).Convolution(11, 28);
            LabelSequenceInput labels = Layer.Labels("labels", 10, 8);
            float[] logits = [];
            Cost cost = Cost.Classification(predict, label);
            Parameters parameters = Parameters.Create(cost);
            Trainer trainer = new(cost, parameters, new Momentum(0.1));
            Reader<Sample> samples = Mnist.Train();
            BatchReader batches = samples.Batch(128);
            {{string.Join("\n", lines.Select(line => $"Use(() => {line});"))}}

            internal static partial class Program
            {
                private static void Use<T>(Func<T> line) => _ = line;

                private static void Use(Action line) => _ = line;
            }
            """);
    }

    [Fact]
    public void Every_piece_of_code_of_the_page_on_extending_is_tested()
    {
        string page = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "extending.md"));
        string[] tested = [.. Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "tests", "Inkling.Extending.Tests"), "*.cs").Select(File.ReadAllText)];
        string[] pieces = [.. Piece().Matches(page).Select(match => match.Groups[1].Value)];

        Assert.True(pieces.Length >= 7, $"expected seven pieces of code, found {pieces.Length}");
        Assert.All(pieces, piece => Assert.Contains(tested, file => file.Contains(piece, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\[[^\]]*\]\(([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| [^|]+ \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex CodeOfSecondCell();

    [GeneratedRegex(@"```csharp\n(.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
