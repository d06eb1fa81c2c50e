using Inkling.Nn;

namespace Inkling.OpenCL;

/// <summary>What one layer has in the memory of a device, and what it knows of the run at hand.</summary>
internal sealed class DeviceWork
{
    public DeviceWork(DeviceMemory memory, Layer layer, IReadOnlyList<DeviceWork> inputs, int[] offsets, bool needsGradient, int maskPlace)
    {
        Memory = memory;
        Layer = layer;
        Inputs = inputs;
        Offsets = offsets;
        NeedsGradient = needsGradient;
        MaskPlace = maskPlace;
        Output = Queue.Allocate(Bytes(layer.Shape.Size));
        Gradient = needsGradient ? Queue.Allocate(Bytes(layer.Shape.Size)) : Output;
    }

    /// <summary>What all layers share.</summary>
    public DeviceMemory Memory { get; }

    public CommandQueue Queue => Memory.Queue;

    public Layer Layer { get; }

    public IReadOnlyList<DeviceWork> Inputs { get; }

    /// <summary>Where the layer's parameters begin.</summary>
    public IReadOnlyList<int> Offsets { get; }

    /// <summary>[N, layer size].</summary>
    public DeviceBuffer Output { get; }

    /// <summary>[N, layer size], where the layer needs one.</summary>
    public DeviceBuffer Gradient { get; }

    public bool NeedsGradient { get; }

    /// <summary>The place by which the processors' executor chooses what a layer drops.</summary>
    public int MaskPlace { get; }

    /// <summary>Set as soon as somebody is going to give this layer a gradient: whoever comes later adds to it. Backward, the order is always the same.</summary>
    private bool IsGiven { get; set; }

    /// <summary>To be asked once, in the order of the backward pass, by each layer that gives a gradient to an input: whether it adds to what is there.</summary>
    public bool AddsToGradient()
    {
        bool adds = IsGiven;
        IsGiven = true;
        return adds;
    }

    /// <summary>Memory for so many floats of each sample.</summary>
    public long Bytes(long valuesPerSample) => checked(Memory.Capacity * valuesPerSample * sizeof(float));
}
