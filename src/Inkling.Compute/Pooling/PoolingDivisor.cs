namespace Inkling.Compute;

/// <summary>What the sum of a pooling window is divided by.</summary>
internal enum PoolingDivisor
{
    /// <summary>Nothing: the sum itself.</summary>
    One,

    /// <summary>√n of its n cells inside the image: values of equal variance keep it.</summary>
    RootOfCells,

    /// <summary>n: the mean.</summary>
    Cells,
}
