namespace Inkling.OpenCL;

/// <summary>A device refused what was asked of it; the message names the device, what was asked and the reason.</summary>
public sealed class OpenClException : Exception
{
    /// <summary>For a message of one's own.</summary>
    /// <param name="message">The message.</param>
    /// <param name="inner">What led to it.</param>
    public OpenClException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Throws where a call did not succeed.</summary>
    /// <param name="code">What the call gave.</param>
    /// <param name="device">The device.</param>
    /// <param name="what">What was asked of it: put together where it failed alone, since there are many calls.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    /// <exception cref="OpenClException">Anything else.</exception>
    internal static void Check(int code, string device, string what, string name = "")
    {
        if (code == 0)
            return;
        throw code is -4 or -6 or -61
            ? new InsufficientMemoryException($"{device}: not enough memory for {what}{name} ({Describe(code)})")
            : new OpenClException($"{device}: {what}{name} failed ({Describe(code)})");
    }

    private static string Describe(int code) => code switch
    {
        -1 => "no such device",
        -2 => "device not available",
        -3 => "compiler not available",
        -4 => "memory could not be had",
        -5 => "out of resources",
        -6 => "out of memory of the machine",
        -11 => "the kernels could not be compiled",
        -54 => "the size of work-groups is too large for this device",
        -61 => "buffer too large",
        _ => $"OpenCL error {code}",
    };
}
