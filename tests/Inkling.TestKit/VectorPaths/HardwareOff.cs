namespace Inkling.TestKit;

/// <summary>The fixture of every test assembly that runs once per vector path: made before the first test, it fails them all if the path is not the one asked for.</summary>
public sealed class HardwareOff
{
    /// <summary>Checks this process.</summary>
    public HardwareOff() => VectorPath.RequireHardwareOff();
}
