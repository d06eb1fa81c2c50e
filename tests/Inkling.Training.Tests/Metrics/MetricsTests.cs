using System.Text.Json;

namespace Inkling.Training.Tests;

public class MetricsTests
{
    [Fact]
    public void Metrics_are_written_as_the_chapter_writes_them() =>
        Assert.Equal("{classification_error: 0.2109375}", new Metrics(Wrong: 27, Samples: 128).ToString());

    [Fact]
    public void Metrics_of_two_sets_add_up()
    {
        var sum = new Metrics(1, 10) + new Metrics(3, 30);

        Assert.Equal(new Metrics(4, 40), sum);
        Assert.Equal(0.9, sum.Accuracy, 12);
    }

    [Fact]
    public void The_top_k_and_the_confusions_are_counted_where_asked_for()
    {
        var sum = Of(new(TopK: 2, CountsConfusions: true));

        Assert.Equal(3, sum.Wrong);
        Assert.Equal(5, sum.Samples);
        Assert.Equal(2, sum.WrongOfTopK);
        Assert.Equal(0.4, sum.TopKError, 12);
        Assert.Equal("{classification_error: 0.6, top_2_error: 0.4}", sum.ToString());
        long[,] expected = { { 1, 0, 0 }, { 0, 1, 1 }, { 2, 0, 0 } };
        for (int label = 0; label < 3; label++)
        {
            for (int taken = 0; taken < 3; taken++)
                Assert.Equal(expected[label, taken], sum.Confusion![label, taken]);
        }
    }

    [Fact]
    public void Nothing_more_is_counted_where_not_asked_for() => Assert.Equal(new Metrics(3, 5), Of(new()));

    [Fact]
    public void Counts_of_two_sets_add_up()
    {
        var one = Of(new(TopK: 2, CountsConfusions: true));

        var both = one + one;

        Assert.Equal(4, both.WrongOfTopK);
        Assert.Equal(4, both.Confusion![2, 0]);
        Assert.Equal(one, one + new Metrics(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => both.Confusion![3, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_k_beyond_the_classes_is_refused(int k) =>
        Assert.Contains($"1..3 for 3 classes, got {k}", Assert.Throws<ArgumentException>(() => new MetricSettings(k).Check(AnswerKind.Class, 3)).Message, StringComparison.Ordinal);

    [Fact]
    public void One_answer_to_everything_is_noticed_across_batches()
    {
        Metrics ones = Answers(1, 1), more = Answers(1), other = Answers(2), mixed = Answers(1, 0), none = default;

        Assert.Equal(1, (none + ones + more).SoleAnswer);
        Assert.Equal(1, (ones + none).SoleAnswer);
        Assert.Null((ones + other).SoleAnswer);
        Assert.Null((ones + mixed).SoleAnswer);
        Assert.Null((mixed + ones).SoleAnswer);

        static Metrics Answers(params int[] answers)
        {
            float[] predictions = [.. answers.SelectMany(answer => Enumerable.Range(0, 3).Select(c => c == answer ? 1f : 0f))];
            return CostSum.Of(new float[answers.Length], predictions, [.. answers.Select(_ => new Data.Sample(new byte[1], 0))], new()).Metrics;
        }
    }

    // "0 1" is read as it is; "1 1" as "1", "" as "0", and "0 1 0" as "1 0 1".
    [Fact]
    public void Strings_read_wrongly_and_their_labels_are_counted()
    {
        var sum = OfSequences();

        Assert.Equal(new Metrics(3, 4) { Kind = AnswerKind.Sequence, LabelErrors = 4, Labels = 7 }, sum);
        Assert.Equal(4.0 / 7, sum.LabelErrorRate, 12);
        Assert.Equal("{string_error: 0.75, label_error: 0.5714285714285714}", sum.ToString());
    }

    [Fact]
    public void Counts_of_sequences_add_up_and_are_read_as_they_were_written()
    {
        var both = OfSequences() + OfSequences() + default(Metrics);

        Assert.Equal(new Metrics(6, 8) { Kind = AnswerKind.Sequence, LabelErrors = 8, Labels = 14 }, both);
        foreach (var metrics in new[] { both, default, new Metrics(0, 2) { Kind = AnswerKind.Sequence }, Of(new(TopK: 2, CountsConfusions: true)) })
            Assert.Equal(metrics, Again(metrics));

        static Metrics Again(Metrics metrics)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                metrics.Write(json);
                json.WriteEndObject();
            }

            using var read = JsonDocument.Parse(stream.ToArray());
            return Metrics.Read(read.RootElement);
        }
    }

    private static Metrics OfSequences()
    {
        (string Path, byte[] Labels)[] cases = [("0_1", [0, 1]), ("_11", [1, 1]), ("000", []), ("101", [0, 1, 0])];
        float[] predictions = [.. cases.SelectMany(of => "01_".SelectMany(symbol => of.Path.Select(at => at == symbol ? 1f : 0f)))];
        Data.Sample[] samples = [.. cases.Select(of => new Data.Sample(new byte[1], 0) { Labels = of.Labels })];
        return new SequenceReading(new(3, 1, 3)).Sum(new float[4], predictions, samples).Metrics;
    }

    // Right; right; second; third, of equal ones the first comes first; a NaN, which comes last.
    private static Metrics Of(MetricSettings settings)
    {
        float[] predictions =
        [
            0.5f, 0.3f, 0.2f,
            0.1f, 0.8f, 0.1f,
            0.1f, 0.4f, 0.5f,
            0.4f, 0.3f, 0.3f,
            0.5f, 0.5f, float.NaN,
        ];
        int[] labels = [0, 1, 1, 2, 2];
        return CostSum.Of(new float[5], predictions, [.. labels.Select(label => new Data.Sample(new byte[1], label))], settings).Metrics;
    }
}
