using System.Diagnostics;
using Inkling.Bench.Peers;
using Inkling.Bench.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Inkling.Bench.Torch;

/// <summary>libtorch through TorchSharp, as its users write it: eager mode, the whole set one float tensor, batches by index.</summary>
internal sealed class TorchTraining : ITrainingContender
{
    private readonly TrainingSettings settings;
    private readonly Tensor images;
    private readonly Tensor labels;
    private readonly Sequential network;
    private readonly SGD optimizer;
    private readonly CrossEntropyLoss cost = nn.CrossEntropyLoss();

    private TorchTraining(MeasuredNetwork network, DigitSet set, TrainingSettings settings)
    {
        this.settings = settings;
        set_num_threads(settings.Threads);
        random.manual_seed(settings.Seed);
        using (NewDisposeScope())
        {
            images = tensor(set.Pixels, [set.Count, 1, 28, 28]).to(float32).mul_(2f / 255).sub_(1f).MoveToOuterDisposeScope();
            labels = tensor(set.Labels, [set.Count]).to(int64).MoveToOuterDisposeScope();
        }

        this.network = TorchNetwork.Create(network);
        optimizer = optim.SGD(this.network.parameters(), settings.LearningRate, settings.Momentum, weight_decay: settings.L2);
    }

    public string Name => TorchLibrary.Name;

    public string? Unavailable => null;

    public static ITrainingContender Create(MeasuredNetwork network, DigitSet set, TrainingSettings settings) =>
        TorchLibrary.Unavailable is { } reason
            ? new UnavailableContender(TorchLibrary.Name, reason)
            : new TorchTraining(network, set, settings);

    public double TrainPass()
    {
        var watch = Stopwatch.StartNew();
        using var order = randperm(labels.shape[0], int64);
        double sum = 0;
        for (long first = 0; first < labels.shape[0]; first += settings.BatchSize)
        {
            sum += Step(order, first);
        }

        double seconds = watch.Elapsed.TotalSeconds;
        return double.IsFinite(sum) ? seconds : throw new InvalidOperationException($"{Name}: the cost is {sum}, training diverged.");
    }

    private float Step(Tensor order, long first)
    {
        using var scope = NewDisposeScope();
        var batch = order.slice(0, first, Math.Min(first + settings.BatchSize, order.shape[0]), 1);
        var loss = cost.call(network.call(images.index_select(0, batch)), labels.index_select(0, batch));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    public void Dispose()
    {
        cost.Dispose();
        optimizer.Dispose();
        network.Dispose();
        labels.Dispose();
        images.Dispose();
    }
}
