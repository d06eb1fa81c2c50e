using Inkling.Bench.Peers;
using Inkling.Bench.Training;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Inkling.Bench.Torch;

/// <summary>The networks in TorchSharp, up to the logits: its cross-entropy includes the softmax.</summary>
internal static class TorchNetwork
{
    public static Sequential Create(MeasuredNetwork network)
    {
        var module = network.Name switch
        {
            "softmax" => Sequential(Flatten(), Linear(784, 10)),
            "mlp" => Sequential(
                Flatten(),
                Linear(784, 128), ReLU(inplace: true),
                Linear(128, 64), ReLU(inplace: true),
                Linear(64, 10)),
            "lenet" => Sequential(
                Conv2d(1, 20, 5), ReLU(inplace: true), MaxPool2d(2),
                Conv2d(20, 50, 5), ReLU(inplace: true), MaxPool2d(2),
                Flatten(),
                Linear(800, 10)),
            "deep" => Sequential(
                Conv2d(1, 32, 5), BatchNorm2d(32), ReLU(inplace: true),
                Conv2d(32, 32, 3, padding: 1), BatchNorm2d(32), ReLU(inplace: true), MaxPool2d(2),
                Conv2d(32, 64, 5), BatchNorm2d(64), ReLU(inplace: true),
                Conv2d(64, 64, 3, padding: 1), BatchNorm2d(64), ReLU(inplace: true), MaxPool2d(2),
                Dropout(0.25),
                Flatten(),
                Linear(1024, 128), BatchNorm1d(128), ReLU(inplace: true),
                Dropout(0.5),
                Linear(128, 10)),
            _ => throw new ArgumentException($"No such network: {network.Name}.", nameof(network)),
        };
        network.CheckParameterCount(module.parameters().Sum(parameter => parameter.numel()), TorchLibrary.Name);
        return module;
    }
}
