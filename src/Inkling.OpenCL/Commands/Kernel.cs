namespace Inkling.OpenCL;

/// <summary>A kernel with its arguments, set once; those that change from run to run are set anew.</summary>
internal sealed class Kernel
{
    private const int GroupItems = 256;

    private readonly CommandQueue _queue;

    public Kernel(CommandQueue queue, string name, nint handle, ReadOnlySpan<KernelArgument> arguments)
    {
        _queue = queue;
        Name = name;
        Handle = handle;
        for (int i = 0; i < arguments.Length; i++)
            Set(i, arguments[i]);
    }

    public string Name { get; }

    public nint Handle { get; }

    public void Set(int index, KernelArgument argument) =>
        OpenClException.Check(OpenClLibrary.SetKernelArgument(Handle, (uint)index, argument.Size, argument.Bits), _queue.Device.Name, "an argument of kernel ", Name);

    /// <summary>Runs an item for each of so many values; their number is the kernel's first argument.</summary>
    public void Over(long values)
    {
        if (values == 0)
            return;
        Set(0, (int)values);
        nuint groupItems = (nuint)Math.Min(GroupItems, _queue.Device.LargestGroup);
        _queue.Run(this, [((nuint)values + groupItems - 1) / groupItems * groupItems], [groupItems]);
    }

    /// <summary>Runs groups of a size that the kernel requires.</summary>
    public void Groups(int groupItems, int x, int y = 1, int z = 1) =>
        _queue.Run(this, [(nuint)x * (nuint)groupItems, (nuint)y, (nuint)z], [(nuint)groupItems, 1, 1]);
}
