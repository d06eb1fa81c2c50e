namespace Inkling.Acceptance.Export;

public class ExportTests : TemporaryFolder
{
    [Theory]
    [InlineData("onnx")]
    [InlineData("safetensors")]
    public void An_exported_model_tests_as_the_model_itself(string extension)
    {
        string file = At($"model.{extension}");
        string[] rest = ["--dataset", "synthetic", "--json"];

        Tool.Run("export", "lenet", "--to", file).Expect(0);

        var own = Tool.Run(["evaluate", "lenet", .. rest]).Expect(0).Json;
        var exported = Tool.Run(["evaluate", file, .. rest]).Expect(0).Json;
        Assert.Equal(own.GetProperty("cost").GetDouble(), exported.GetProperty("cost").GetDouble());
        Assert.Equal(own.GetProperty("calibrationError").GetDouble(), exported.GetProperty("calibrationError").GetDouble());
    }

    [Fact]
    public void The_original_s_archive_takes_what_the_original_knew_and_no_other_network()
    {
        Tool.Run("export", "lenet", "--to", At("lenet.tar")).Expect(0);

        var result = Tool.Run("export", "deep", "--to", At("deep.tar")).Expect(2);

        Assert.Contains("batchnorm", result.Error, StringComparison.Ordinal);
        Assert.Equal([At("lenet.tar")], Directory.EnumerateFileSystemEntries(Folder));
    }
}
