namespace Inkling.Acceptance.Training;

/// <summary>Trainings that come to nothing say so, in the first word and in the exit code.</summary>
public class OutcomeTests : TemporaryFolder
{
    [Fact]
    public void A_network_that_takes_everything_for_one_class_is_called_collapsed()
    {
        var trained = Tool.Run([.. Small, "lenet", "--learning-rate", "1", "--passes", "2", "--output", At("run"), "--quiet"]).Expect(1);

        Assert.Matches(@"\Ainkling: the network collapsed: it takes every test image for '\d'\. Try a lower --learning-rate.*\n\z", trained.Error);
        var evaluated = Tool.Run("evaluate", At("run"), "--dataset", "synthetic").Expect(0);
        Assert.Contains("collapsed, it takes every image for '", evaluated.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cost_that_is_no_number_is_called_diverged()
    {
        var trained = Tool.Run([.. Small, "lenet", "--learning-rate", "1e9", "--passes", "1", "--output", At("run"), "--quiet"]).Expect(1);

        Assert.Matches(@"\Ainkling: the training diverged: .*Try a lower --learning-rate.*\n\z", trained.Error);
        Assert.Empty(trained.Output);
    }

    [Fact]
    public void A_run_that_is_going_on_is_neither_resumed_nor_begun_again()
    {
        string[] slow = ["train", "lenet", "--dataset", "synthetic", "--limit", "2560", "--batch-size", "2", "--passes", "3", "--log-period", "1"];
        var (process, _) = Tool.StartUntil("Pass 0, Batch 7", [.. slow, "--output", At("run")]);
        try
        {
            var resumed = Tool.Run("train", "--resume", At("run"), "--quiet").Expect(1);
            var begun = Tool.Run([.. Small, "softmax", "--output", At("run")]).Expect(1);

            Assert.Equal($"inkling: {At("run")}: a training is going on in this run folder; wait for its end, or stop it\n", resumed.Error);
            Assert.Contains("exists already", begun.Error, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    [Fact]
    public void One_class_only_is_no_data_to_learn_from()
    {
        for (int i = 0; i < 12; i++)
            Recognition.Drawing.Save(At($"data/only/{i}.png"), (canvas, pen) => canvas.DrawOval(100, 100, 45, 65, pen));

        var trained = Tool.Run("train", "softmax", "--dataset", At("data"), "--batch-size", "2", "--output", At("run")).Expect(1);

        Assert.EndsWith("two or more classes, found one, 'only'\n", trained.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void Without_images_to_test_on_a_training_does_not_begin()
    {
        foreach (string name in (string[])["a", "b"])
            Recognition.Drawing.Save(At($"data/{name}/1.png"), (canvas, pen) => canvas.DrawOval(100, 100, 45, 65, pen));

        var trained = Tool.Run("train", "softmax", "--dataset", At("data"), "--batch-size", "1", "--output", At("run")).Expect(2);

        Assert.Contains("test samples of", trained.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("run")));
    }

    private static string[] Small => ["train", "--dataset", "synthetic", "--limit", "2560"];
}
