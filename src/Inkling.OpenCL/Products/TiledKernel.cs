namespace Inkling.OpenCL;

/// <summary>A kernel of Products.cl, built for a size of tiles.</summary>
internal sealed class TiledKernel(CommandQueue queue, string name, Tile tile, params ReadOnlySpan<KernelArgument> arguments)
{
    private readonly Kernel _kernel = queue.KernelOf("Products.cl", name, tile.Options, arguments);

    public void Set(int index, KernelArgument argument) => _kernel.Set(index, argument);

    /// <summary>Computes a result of so many rows and columns, so many times over.</summary>
    public void Run(int rows, int columns, int times = 1) => _kernel.Groups(tile.Items, tile.Across(columns), tile.Down(rows), times);
}
