using Inkling.Data;
using Inkling.Nn;

namespace Inkling.Workbench.Tests.Evaluations;

public class EvaluationTests
{
    /// <summary>A network over one pixel of two values whose logits are (0, 0) + bias: it says class 1 with probability 0.8 whatever it sees.</summary>
    private static Inference Always(float probabilityOfOne)
    {
        var predict = Layer.Vector("x", 2).FullyConnected(2, Activation.Softmax);
        var parameters = Parameters.Create(predict);
        parameters.Set("fc1.weight", [2, 2], [0, 0, 0, 0]);
        parameters.Set("fc1.bias", [2], [0, MathF.Log(probabilityOfOne / (1 - probabilityOfOne))]);
        return new Inference(parameters);
    }

    [Fact]
    public void Figures_are_what_they_are_defined_as()
    {
        // Three of class 1, recognised; one of class 0, taken for 1.
        int[] labels = [1, 1, 0, 1];
        var samples = Reader.Of(labels.Select(label => new Sample(new byte[2], label)).ToArray());

        var evaluation = Workbench.Evaluation.Of(Always(0.8f), samples, ["no", "yes"]);

        Assert.Equal(4, evaluation.Samples);
        Assert.Equal(0.75, evaluation.Accuracy, 12);
        Assert.Equal(-(3 * Math.Log(0.8) + Math.Log(0.2)) / 4, evaluation.Cost, 6);
        Assert.Equal(0.05, evaluation.CalibrationError, 6);
        Assert.Equal([0, 1, 0, 3], evaluation.Confusion.SelectMany(row => row));
        Assert.Equal(new ClassFigures("yes", 3, 0.75, 1.0), evaluation.PerClass[1]);
        Assert.Equal(new ClassFigures("no", 1, 0.0, 0.0), evaluation.PerClass[0]);
        Assert.Equal([(0, true), (1, true), (2, false), (3, true)], evaluation.Judged.Select(sample => (sample.Index, sample.IsRight)));
        Assert.All(evaluation.Judged, sample => Assert.Equal(0.8f, sample.Probability, 6));
    }

    [Fact]
    public void Samples_and_classes_must_fit_the_model()
    {
        var none = Reader.Of(Array.Empty<Sample>());
        var wrongSize = Reader.Of(new[] { new Sample(new byte[3], 0) });

        Assert.Throws<InvalidDataException>(() => Workbench.Evaluation.Of(Always(0.5f), none, ["no", "yes"]));
        Assert.Throws<ArgumentException>(() => Workbench.Evaluation.Of(Always(0.5f), none, ["a", "b", "c"]));
        Assert.Throws<InvalidDataException>(() => Workbench.Evaluation.Of(Always(0.5f), wrongSize, ["no", "yes"]));
    }
}
