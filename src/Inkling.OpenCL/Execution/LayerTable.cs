using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>Which layers a device can compute, and by what.</summary>
internal static class LayerTable
{
    /// <summary>Refuses a network with a layer that devices have no form of.</summary>
    /// <exception cref="NotSupportedException">There is such a layer; the message names it.</exception>
    public static void Check(string device, Network network)
    {
        var unknown = network.Layers.FirstOrDefault(layer => layer is not (
            DataInput or LabelInput or LabelSequenceInput or TargetInput or FullyConnected or Convolution2D or MaxPooling2D or RowMaxPooling2D or SumPooling2D or BatchNorm or Dropout
            or Add or Concatenate or Columns or MaxId or ClassificationCost or CrossEntropyCost or SquareErrorCost
            or BinaryCrossEntropyCost or CtcCost)
            && !(layer is ActivationLayer activation && DeviceActivation.Knows(activation.Activation)));
        if (unknown is not null)
            throw new NotSupportedException($"{device}: layer '{network.NameOf(unknown)}' has no form for devices; train and infer with it on the CPU");
    }

    /// <summary>Makes what computes a layer.</summary>
    /// <param name="work">Its memory.</param>
    /// <param name="madeOf">What was made of other layers.</param>
    public static DeviceLayer Create(DeviceWork work, IReadOnlyDictionary<Layer, DeviceLayer> madeOf) => work.Layer switch
    {
        DataInput => new DeviceInput(work),
        LabelInput or LabelSequenceInput => new DeviceLabels(work),
        TargetInput => new DeviceTargets(work),
        FullyConnected => new DeviceFullyConnected(work),
        Convolution2D => new DeviceConvolution(work),
        MaxPooling2D or RowMaxPooling2D or SumPooling2D => new DevicePooling(work),
        BatchNorm => new DeviceBatchNorm(work),
        Dropout => new DeviceDropout(work),
        Add or Concatenate => new DeviceCopies(work),
        Columns => new DeviceColumns(work),
        MaxId => new DeviceMaxId(work),
        ActivationLayer => new DeviceActivation(work),
        CtcCost => new DeviceCtc(work, (DeviceLabels)madeOf[work.Layer.Inputs[1]]),
        Cost when work.Layer.Inputs[1] is TargetInput targets => new DeviceTargetCost(work, (DeviceTargets)madeOf[targets]),
        _ => new DeviceCost(work),
    };
}
