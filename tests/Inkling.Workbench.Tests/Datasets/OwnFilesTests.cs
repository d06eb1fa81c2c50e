using System.IO.Compression;
using Inkling.Data;

namespace Inkling.Workbench.Tests.Datasets;

/// <summary>Tables of pixels and zips, as people have them.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private const string Row = "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,255";

    private readonly string _folder = Directory.CreateTempSubdirectory("inkling-").FullName;
    private readonly List<string> _told = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_with_the_label_first_or_last_named_or_not()
    {
        string header = string.Join(',', Enumerable.Range(0, 16).Select(i => $"pixel{i}"));
        Assert.Equal(["a", "b"], Open(Write("first.csv", $"label,{header}", $"b,{Row}", $"a,{Row}")).ClassNames);
        Assert.Equal(["0", "1", "2", "3"], Open(Write("last.csv", $"{header},class", $"{Row},3", $"{Row},1")).ClassNames);
        Assert.Equal(["0", "1", "2"], Open(Write("none.csv", $"2,{Row}", $"0,{Row}")).ClassNames);

        var dataset = Open(Write("tabs.tsv", $"2,{Row}".Replace(',', '\t'), $"0,{Row}".Replace(',', '\t')));
        Assert.Equal((4, 4, 2), (dataset.Height, dataset.Width, dataset.Train.Count));
        Assert.Equal([2, 0], dataset.Train.Read().Select(sample => sample.Label));
        Assert.Equal([1, 2, 15, 255], dataset.Train.Read().First().Pixels.ToArray().Where((_, i) => i is 0 or 1 or 14 or 15).Select(pixel => (int)pixel));
        Assert.Equal(["cat", "dog"], Open(Write("words.csv", $"dog,{Row}", $"cat,{Row}")).ClassNames);
        Assert.Equal([1, 10], Open(Write("latest.csv", $"01,{Row}", $"10,{Row}")).Train.Read().Select(sample => sample.Label));
        Assert.DoesNotContain(_told, line => line.Contains("left out", StringComparison.Ordinal));
        Assert.Contains("the classes '0', '2' have no samples to learn from", _told[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_built_in_is_upright() => Assert.Contains(
        "expected images of your own, got 'mnist'",
        Assert.Throws<ArgumentException>(() => DatasetSource.Open(new DatasetRequest("mnist", Transposes: true), _told.Add, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tables_to_learn_from_and_to_test_on_lie_in_a_folder_and_one_without_labels_is_left_out()
    {
        Write("mnist_train.csv", [.. Enumerable.Range(0, 12).Select(i => $"{i % 2},{Row}")]);
        Write("mnist_test.csv", $"1,{Row}");
        Write("mnist_sample.csv", Row);

        var dataset = Open(_folder);

        Assert.Equal((12, 1), (dataset.Train.Count, dataset.Test.Count));
        Assert.Equal("mnist_sample.csv left out: it has no labels", Assert.Single(_told));
    }

    [Fact]
    public void Kaggles_test_table_has_no_labels_so_every_sixth_row_tests()
    {
        Write("train.csv", [.. Enumerable.Range(0, 12).Select(i => $"{i % 2},{Row}")]);
        Write("test.csv", Row, Row);

        var dataset = Open(_folder);

        Assert.Equal((10, 2), (dataset.Train.Count, dataset.Test.Count));
    }

    [Fact]
    public void Pixels_from_0_to_1_become_bytes()
    {
        string row = string.Join(',', Enumerable.Repeat("0.5", 15).Append("1"));
        Assert.Equal([128, 255], Open(Write("real.csv", $"0,{row}", $"1,{row}")).Train.Read().First().Pixels.ToArray()[^2..].Select(pixel => (int)pixel));
    }

    [Theory]
    [InlineData("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,x", "line 2, column 17: expected a number, found 'x'")]
    [InlineData("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,256", "line 2: expected pixels from 0 to 255, found 256")]
    [InlineData("0,1,2,3", "expected rows of 16 pixels and a label, found another length")]
    public void What_is_wrong_with_a_table_is_named(string row, string words)
    {
        string path = Write("train.csv", $"1,{Row}", row);

        var error = Assert.Throws<InvalidDataException>(() => Open(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_other_things_is_no_data_set()
    {
        string path = Write("prices.csv", "name,price", "tea,2", "milk,1");
        Assert.Contains("a CSV with a column 'label' and the pixels of a square; found none of these", Assert.Throws<InvalidDataException>(() => Open(path)).Message, StringComparison.Ordinal);
        Assert.EndsWith("found 1 file (1 .csv)", Assert.Throws<InvalidDataException>(() => Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_of_any_of_these_is_read_and_nothing_of_it_is_left()
    {
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "inkling-zip-*");

        var dataset = Open(Zip("set.zip", ("tables/train.csv", $"1,{Row}\n0,{Row}\n"), ("tables/test.csv", $"1,{Row}\n")));
        var error = Assert.Throws<InvalidDataException>(() => Open(Zip("other.zip", ("read.me", "x"))));

        Assert.Equal((2, 1), (dataset.Train.Count, dataset.Test.Count));
        Assert.EndsWith("set.zip", dataset.Name, StringComparison.Ordinal);
        Assert.Contains("other.zip: unpacked: expected ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("found 1 file (1 .me)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetDirectories(Path.GetTempPath(), "inkling-zip-*").Order());
    }

    [Fact]
    public void A_zip_writes_below_its_own_folder_or_not_at_all()
    {
        string path = Zip("out.zip", ("../outside.txt", "x"));
        Assert.EndsWith("expected names below its own folder, found '../outside.txt'", Assert.Throws<InvalidDataException>(() => Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_that_lie_are_seen_by_a_network_that_knows_digits()
    {
        Dataset upright = SyntheticFolder("upright", isTransposed: false), lying = SyntheticFolder("lying", isTransposed: true);

        Assert.Equal(upright.Train.Count, lying.Train.Count);
        Assert.Contains("these digits seem to lie: of 30, the network 'lenet' reads ", Assert.Single(_told), StringComparison.Ordinal);
        Assert.Contains("with rows and columns exchanged (--transpose)", _told[0], StringComparison.Ordinal);
    }

    private Dataset SyntheticFolder(string name, bool isTransposed)
    {
        var digits = Inkling.Data.Synthetic.SyntheticDigits.Load();
        var samples = (isTransposed ? digits.Transposed() : digits).Train.FirstN(200).Read();
        return Open(Write($"{name}.csv", [.. samples.Select(sample => $"{sample.Label},{string.Join(',', sample.Pixels.ToArray())}")]));
    }

    private Dataset Open(string path) => DatasetSource.Open(new DatasetRequest(path), _told.Add, cancellation: TestContext.Current.CancellationToken);

    private string Write(string name, params string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private string Zip(string name, params (string Name, string Text)[] files)
    {
        string path = Path.Combine(_folder, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (file, text) in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(file).Open());
            writer.Write(text);
        }

        return path;
    }
}
