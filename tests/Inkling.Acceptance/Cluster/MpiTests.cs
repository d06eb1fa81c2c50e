using System.Diagnostics;
using Inkling.Acceptance.Recognition;
using Inkling.TestKit;

namespace Inkling.Acceptance.Cluster;

/// <summary>Trainings of several processes, started by real launchers of MPI.</summary>
public class MpiTests : TemporaryFolder
{
    private static readonly string[] _small = ["--dataset", "synthetic", "--limit", "700", "--passes", "1", "--quiet", "--json"];

    [Theory]
    [InlineData(MpiRun.OpenMpi, "lenet")]
    [InlineData(MpiRun.OpenMpi, "mlp")]
    [InlineData(MpiRun.OpenMpi, "deep")]
    [InlineData(MpiRun.Mpich, "lenet")]
    [InlineData(MpiRun.Mpich, "mlp")]
    [InlineData(MpiRun.Mpich, "deep")]
    public void Any_number_of_ranks_and_threads_learns_the_same_bits(string launcher, string model)
    {
        MpiRun.Require(launcher);
        Assert.SkipUnless((launcher, model) == (MpiRun.OpenMpi, "lenet") || TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] train = ["train", model, .. _small];
        string expected = HashOf(Tool.Run([.. train, "--output", At("alone"), "--threads", "1"]));

        foreach (var (ranks, threads) in TestFolders.LongTests ? [(1, 2), (2, 1), (2, 2), (3, 1), (4, 1)] : ((int, int)[])[(3, 1), (2, 2)])
            Assert.Equal(expected, HashOf(MpiRun.Run(launcher, ranks, [.. train, "--output", At($"{ranks}x{threads}"), "--threads", $"{threads}"])));
    }

    [Theory]
    [InlineData("nesterov")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("adamax")]
    [InlineData("adagrad")]
    [InlineData("decayed-adagrad")]
    [InlineData("adadelta")]
    [InlineData("rmsprop")]
    public void Every_optimizer_steps_alike(string optimizer)
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] train = ["train", "mlp", .. _small, "--optimizer", optimizer, "--learning-rate", "0.001"];

        Assert.Equal(
            HashOf(Tool.Run([.. train, "--output", At("alone")])),
            HashOf(MpiRun.Run(MpiRun.OpenMpi, 3, [.. train, "--output", At("three"), "--threads", "1"])));
    }

    [Fact]
    public void A_run_goes_on_with_another_number_of_ranks_after_one_was_killed()
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] settings = ["--dataset", "synthetic", "--limit", "6000", "--passes", "4", "--optimizer", "adam", "--learning-rate", "0.001", "--quiet"];
        string expected = HashOf(Tool.Run(["train", "lenet", .. settings, "--json", "--output", At("whole")]));
        string run = At("killed");
        string[] train = ["-n", "3", Tool.Program, "train", "lenet", .. settings, "--output", run, "--threads", "1"];

        using (var launcher = MpiRun.Start(MpiRun.OpenMpi, train, out _, out _))
        {
            Assert.True(
                SpinWait.SpinUntil(() => launcher.HasExited || File.Exists(Path.Combine(run, "params_pass_0.safetensors")), TimeSpan.FromMinutes(1)), "no pass in a minute");
            int[] ranks = [.. Process.GetProcessesByName("inkling").Where(process => IsOf(process, run)).Select(process => process.Id).Order()];
            Assert.Equal(3, ranks.Length);
            Process.GetProcessById(ranks[1]).Kill();
            Assert.True(launcher.WaitForExit(TimeSpan.FromSeconds(10)), "the job goes on without one of its ranks");
            Assert.NotEqual(0, launcher.ExitCode);
        }

        Assert.Equal(expected, HashOf(MpiRun.Run(MpiRun.OpenMpi, 2, "train", "--resume", run, "--quiet", "--json", "--threads", "1")));
    }

    // More ranks than shards, and than slices of the parameters; an average, held-out samples, a run that is done already.
    [Theory]
    [InlineData("softmax", "--batch-size", "16", "--learning-rate", "0.01")]
    [InlineData("mlp", "--recipe", "augmented", "--validation", "2000")]
    public void Odd_divisions_learn_the_same_bits(params string[] arguments)
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] train = ["train", .. arguments, "--dataset", "synthetic", "--limit", "500", "--passes", "2", "--quiet", "--json"];
        string expected = HashOf(Tool.Run([.. train, "--output", At("alone")]));

        Assert.Equal(expected, HashOf(MpiRun.Run(MpiRun.OpenMpi, 3, [.. train, "--output", At("three"), "--threads", "1"])));
        Assert.Equal(expected, HashOf(MpiRun.Run(MpiRun.OpenMpi, 2, "train", "--resume", At("three"), "--quiet", "--json", "--threads", "1")));
    }

    [Fact]
    public void Other_settings_on_a_rank_are_refused_in_one_line_that_names_it()
    {
        MpiRun.Require(MpiRun.OpenMpi);
        string[] train = [Tool.Program, "train", "mlp", .. _small, "--output", At("run")];

        var result = MpiRun.Run(MpiRun.OpenMpi, ["-n", "1", .. train, ":", "-n", "1", .. train, "--seed", "7"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("rank 1: expected what rank 0 has, settings", Assert.Single(Messages(result)));
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void Data_that_one_rank_cannot_read_end_all_with_one_message()
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] train = [Tool.Program, "train", "mlp", "--passes", "1", "--quiet", "--output", At("run"), "--dataset"];

        var one = MpiRun.Run(MpiRun.OpenMpi, ["-n", "1", .. train, "synthetic", ":", "-n", "1", .. train, At("nothing")]);
        var all = MpiRun.Run(MpiRun.OpenMpi, ["-n", "2", .. train, At("nothing")]);

        Assert.Contains("rank 1: ", Assert.Single(Messages(one)));
        Assert.Single(Messages(all));
        Assert.All([one, all], result => Assert.NotEqual(0, result.ExitCode));
    }

    [Theory]
    [InlineData("lenet")]
    [InlineData("mlp")]
    [InlineData("deep")]
    public void Hosts_of_their_own_that_speak_by_TCP_alone_learn_the_same_bits(string model)
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        using var hosts = NetworkNamespaces.TryMake();
        Assert.SkipWhen(hosts is null, "network namespaces cannot be made here: that takes root, and iproute2");
        string[] train = ["train", model, .. _small];
        string expected = HashOf(Tool.Run([.. train, "--output", At("alone")]));

        var result = MpiRun.Run("ip", [.. hosts!.Launcher, "-n", "2", Tool.Program, .. train, "--output", At("hosts"), "--threads", "1"]);

        Assert.Equal(expected, HashOf(result));
    }

    [Theory]
    [InlineData(MpiRun.OpenMpi)]
    [InlineData(MpiRun.Mpich)]
    public void Files_are_shared_and_told_in_their_order(string launcher)
    {
        MpiRun.Require(launcher);
        string[] recognize = ["recognize", At(""), "--json", "--strict"];
        for (int i = 0; i < 70; i++)
            Write($"{i:D2}.png", i % 7 == 3 ? [1, 2, 3] : Picture.Stroke(20 + i));
        var alone = Tool.Run(recognize);

        var shared = MpiRun.Run(launcher, 3, recognize);

        Assert.Equal(alone.Output, shared.Output);
        Assert.Equal(70, alone.Output.Count(letter => letter == '\n'));
        Assert.Equal((1, 1), (alone.ExitCode, shared.ExitCode));
    }

    [Fact]
    public void What_is_told_of_files_in_words_goes_where_it_goes_alone()
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string[] recognize = ["recognize", Write("1.png", Picture.Stroke(28)), Write("2.png", [1, 2, 3]), Write("3.png", Picture.Stroke(60)), At("4.png"), "--top", "2", "--show"];
        var alone = Tool.Run(recognize);

        var shared = MpiRun.Run(MpiRun.OpenMpi, 2, recognize);

        Assert.Equal(alone.Output, shared.Output);
        Assert.Equal(2, Messages(alone).Length);
        Assert.Equal(Messages(alone), Messages(shared));
        Assert.StartsWith(alone.Error, shared.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_to_rank_0_alone_ends_all_that_share_files()
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string image = Write("large.png", Picture.Stroke(1500));
        string[] recognize = ["-n", "2", Tool.Program, "recognize", .. Enumerable.Repeat(image, 3000)];
        using var process = MpiRun.Start(MpiRun.OpenMpi, recognize, out var output, out _);
        Assert.True(SpinWait.SpinUntil(() => process.HasExited || Told(output), TimeSpan.FromMinutes(1)), "nothing in a minute");
        int first = Process.GetProcessesByName("inkling").Single(one => IsOf(one, image) && IsOf(one, "OMPI_COMM_WORLD_RANK=0\0", "environ")).Id;

        Process.Start("kill", ["-TERM", $"{first}"]).WaitForExit();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "it goes on");
        Assert.NotEqual(0, process.ExitCode);

        static bool Told(System.Text.StringBuilder text)
        {
            lock (text)
                return text.Length > 0;
        }
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("line")]
    public void Test_samples_are_shared_and_give_the_same_figures(string model)
    {
        MpiRun.Require(MpiRun.OpenMpi);
        string[] evaluate = ["evaluate", model, "--dataset", model == "line" ? "lines" : "synthetic", "--json", "--quiet"];
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);

        var alone = Tool.Run(evaluate).Expect(0).Json;
        var shared = MpiRun.Run(MpiRun.OpenMpi, 3, evaluate).Expect(0).Json;

        foreach (string figure in (string[])["cost", "accuracy", "samples"])
            Assert.Equal(alone.GetProperty(figure).GetRawText(), shared.GetProperty(figure).GetRawText());
    }

    [Fact]
    public void Standard_input_is_of_no_rank_and_another_model_on_one_is_named()
    {
        MpiRun.Require(MpiRun.OpenMpi);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string image = Write("1.png", Picture.Stroke(28));

        var input = MpiRun.Run(MpiRun.OpenMpi, 2, "recognize", "-");
        var models = MpiRun.Run(MpiRun.OpenMpi, ["-n", "1", Tool.Program, "recognize", image, ":", "-n", "1", Tool.Program, "recognize", image, "--model", "lenet"]);

        Assert.Contains("several processes have no common standard input", Assert.Single(Messages(input)));
        Assert.Equal(2, input.ExitCode);
        Assert.Contains("rank 1: expected what rank 0 has, model: ", Assert.Single(Messages(models)));
    }

    [Theory]
    [InlineData(MpiRun.OpenMpi)]
    [InlineData(MpiRun.Mpich)]
    public void A_request_to_stop_saves_what_there_is(string launcher)
    {
        MpiRun.Require(launcher);
        Assert.SkipUnless(TestFolders.LongTests, TestFolders.LongTestsAreOff);
        string run = At("run");
        string[] train = ["-n", "2", Tool.Program, "train", "mlp", "--dataset", "synthetic", "--passes", "400", "--output", run, "--threads", "1"];
        if (launcher is MpiRun.OpenMpi)
            train = ["--mca", "odls_base_sigkill_timeout", "5", .. train]; // as docs/cluster.md advises: a busy disk may need more than Open MPI's one second

        using var process = MpiRun.Start(launcher, train, out var output, out var error);
        Assert.True(SpinWait.SpinUntil(() => process.HasExited || File.Exists(Path.Combine(run, "params_pass_0.safetensors")), TimeSpan.FromMinutes(1)), "no pass in a minute");
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "it goes on");
        process.WaitForExit();
        Assert.Contains("everything is saved", $"{output}{error}");
        Tool.Run("train", "--resume", run, "--passes", "1", "--quiet").Expect(0);
    }

    private static string HashOf(ToolResult result) => result.Expect(0).Json.GetProperty("modelHash").GetString()!;

    private static string[] Messages(ToolResult result) => [.. result.Error.Split('\n').Where(line => line.StartsWith("inkling:", StringComparison.Ordinal))];

    private static bool IsOf(Process process, string text, string file = "cmdline")
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/{file}").Contains(text, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
