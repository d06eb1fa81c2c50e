using System.Xml.Linq;

namespace Inkling.Acceptance.Evaluation;

public class ReportTests : TemporaryFolder
{
    [Fact]
    public void Evaluate_writes_one_page_and_prints_what_it_printed_without()
    {
        string report = At("report.html");

        var result = Tool.Run("evaluate", "lenet", "--dataset", "synthetic", "--json", "--report", report).Expect(0);

        Assert.Equal(
            ["model", "dataset", "samples", "cost", "accuracy", "perClass", "confusion", "calibrationError", "imagesPerSecond"],
            result.Json.EnumerateObject().Select(property => property.Name));
        Assert.Contains(report, result.Error, StringComparison.Ordinal);
        var page = XDocument.Load(report);
        Assert.Equal("lenet on synthetic", page.Descendants("h1").Single().Value);
        Assert.Equal(100, page.Descendants("table").First().Descendants("td").Count());
        Assert.Equal(2, page.Descendants("svg").Count());
        Assert.NotEmpty(page.Descendants("img"));
        Assert.Equal([report], Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_one_line_after_the_figures()
    {
        string report = Path.Combine(At("none"), "report.html");

        var result = Tool.Run("evaluate", "lenet", "--dataset", "synthetic", "--report", report).Expect(1);

        Assert.Equal($"inkling: {report}: the report cannot be written: there is no such folder", result.Error.TrimEnd());
        Assert.Contains("accuracy", result.Output, StringComparison.Ordinal);
    }
}
